// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.disk.MachineDisks;
import io.cloister.sandbox.compute.machine.MachineInterfaces;
import io.cloister.sandbox.compute.machine.VirtualMachines;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The machines of a Flexible scale set: stand-alone ones, with interfaces and disks of their own, that name the set. */
final class FlexibleMembers extends Members {

    private static final int SUFFIX = 8;
    private static final int COMPUTER_SUFFIX = 6;
    private static final int ANY_NUMBER = 64;

    FlexibleMembers(ResourceId scaleSetId, Store store) {
        super(scaleSetId, store);
    }

    @Override
    List<ObjectNode> all() {
        return store.ofType(VirtualMachines.TYPE).stream()
                .filter(machine -> ResourceId.key(machine.at("/properties/virtualMachineScaleSet/id")
                                .asText())
                        .equals(scaleSetId.key()))
                .toList();
    }

    @Override
    void add(ObjectNode scaleSet) {
        String name = scaleSetId.name() + "_" + hex(SUFFIX);
        ResourceId id =
                new ResourceId(scaleSetId.scope(), "Microsoft.Compute", List.of("virtualMachines"), List.of(name));
        ObjectNode machine = create(id, name, VirtualMachines.TYPE, scaleSet, computerName(scaleSet));
        ObjectNode properties = machine.withObject("/properties");
        properties.putObject("virtualMachineScaleSet").put("id", scaleSetId.toString());
        ObjectNode storage = properties.withObject("/storageProfile");
        deletedWithIt(storage.withObject("/osDisk"));
        storage.path("dataDisks").forEach(disk -> deletedWithIt((ObjectNode) disk));
        network(machine, scaleSet);
        new MachineDisks(id, store).check(machine, ANY_NUMBER);
        latest(machine, scaleSet);
        store.put(id, machine);
        new MachineInterfaces(id, store).attach(machine);
        new MachineDisks(id, store).attach(machine);
    }

    @Override
    void remove(ObjectNode machine) {
        ResourceId id = ResourceId.of(machine.path("id").asText());
        store.remove(id);
        VirtualMachines.gone(id, machine, store);
    }

    /** Its interfaces are made once; a later model reaches new machines alone. */
    @Override
    void network(ObjectNode machine, ObjectNode scaleSet) {
        JsonNode models = profile(scaleSet).path("networkProfile").path("networkInterfaceConfigurations");
        ObjectNode profile = machine.withObject("/properties/networkProfile");
        if (models.isArray() && !profile.has("networkInterfaces")) {
            profile.set("networkInterfaceConfigurations", models.deepCopy());
        }
    }

    @Override
    String instanceId(ObjectNode member) {
        return member.path("name").asText();
    }

    private static void deletedWithIt(ObjectNode disk) {
        if (!disk.has("deleteOption")) {
            disk.put("deleteOption", "Delete");
        }
    }

    private static String computerName(ObjectNode scaleSet) {
        return profile(scaleSet).path("osProfile").path("computerNamePrefix").asText()
                + hex(COMPUTER_SUFFIX).toUpperCase(Locale.ROOT);
    }

    private static String hex(int length) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, length);
    }
}
