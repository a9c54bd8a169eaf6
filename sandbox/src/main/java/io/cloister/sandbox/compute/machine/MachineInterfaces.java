// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.VmSize;
import io.cloister.sandbox.compute.model.InterfaceModel;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The network interfaces of one stand-alone machine: attached by reference, or made for it by its own model. */
public final class MachineInterfaces {

    private static final String TYPE = "Microsoft.Network/networkInterfaces";

    private final ResourceId machine;
    private final Store store;

    public MachineInterfaces(ResourceId machine, Store store) {
        this.machine = machine;
        this.store = store;
    }

    void check(Write write, VmSize size) {
        JsonNode profile = write.properties().path("networkProfile");
        JsonNode references = profile.path("networkInterfaces");
        int models = profile.path("networkInterfaceConfigurations").size();
        if (references.isEmpty() && models == 0) {
            throw OsProfiles.invalid(
                    "networkProfile", "Required parameter 'networkProfile.networkInterfaces' is missing (null).");
        }
        InterfaceRules rules = new InterfaceRules(machine, references);
        rules.refuseTwice();
        rules.requireOnePrimary();
        rules.refuseMoreThan(size, references.size() + models);
        List<ObjectNode> nics = new ArrayList<>();
        references.forEach(reference -> store.get(reference.path("id").asText()).ifPresent(nics::add));
        nics.forEach(this::refuseTaken);
        String location = write.body().path("location").asText();
        nics.stream()
                .filter(nic -> !nic.path("location").asText().equalsIgnoreCase(location))
                .findFirst()
                .ifPresent(nic -> write.refuseReference(nic.path("id").asText()));
        rules.requireOneNetwork(nics);
    }

    /**
     * A machine gets and loses interfaces only while it is deallocated.
     *
     * <p>Source: Azure/azure-powershell issue 4565, for code, status and message.
     */
    void refuseWhileAllocated(ObjectNode before, ObjectNode after) {
        boolean allocated =
                Power.of(before).filter(power -> power != Power.DEALLOCATED).isPresent();
        if (allocated && !keys(before).equals(keys(after))) {
            throw ArmError.badRequest(
                    "AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported",
                    "Virtual machine " + machine + " with a single network interface must be stop-deallocated before it"
                            + " can be updated to have multiple network interfaces and vice-versa.");
        }
    }

    private static Set<String> keys(ObjectNode resource) {
        Set<String> keys = new HashSet<>();
        references(resource)
                .forEach(reference ->
                        keys.add(ResourceId.key(reference.path("id").asText())));
        return keys;
    }

    /** Makes and attaches what the machine's network profile names, and lets go of what it no longer names. */
    public void attach(ObjectNode resource) {
        make(resource);
        markOnly(references(resource));
        Set<String> wanted = new HashSet<>();
        for (JsonNode reference : references(resource)) {
            String id = reference.path("id").asText();
            wanted.add(ResourceId.key(id));
            boolean primary = references(resource).size() == 1
                    || reference.path("properties").path("primary").asBoolean(false);
            store.get(id).ifPresent(nic -> {
                ObjectNode properties = nic.withObject("/properties");
                properties.put("primary", primary).putObject("virtualMachine").put("id", machine.toString());
                InterfaceModel.give(nic);
                put(nic);
            });
        }
        for (ObjectNode nic : store.ofType(TYPE)) {
            boolean ours = ResourceId.key(
                            nic.at("/properties/virtualMachine/id").asText())
                    .equals(machine.key());
            if (ours && !wanted.contains(ResourceId.key(nic.path("id").asText()))) {
                release(nic);
            }
        }
    }

    /** The machine is gone: each interface goes with it where its deleteOption says so. */
    void dispose(ObjectNode resource) {
        for (JsonNode reference : references(resource)) {
            ResourceId id = ResourceId.of(reference.path("id").asText());
            if (reference.path("properties").path("deleteOption").asText().equalsIgnoreCase("Delete")) {
                store.remove(id);
            } else {
                store.get(id).ifPresent(this::release);
            }
        }
    }

    private void make(ObjectNode resource) {
        if (!(resource.path("properties").path("networkProfile") instanceof ObjectNode profile)
                || !profile.has("networkInterfaceConfigurations")) {
            return;
        }
        JsonNode models = profile.remove("networkInterfaceConfigurations");
        ArrayNode references = profile.withArray("/networkInterfaces");
        for (JsonNode node : models) {
            InterfaceModel model = new InterfaceModel(node);
            String name = model.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
            ResourceId id =
                    new ResourceId(machine.scope(), "Microsoft.Network", List.of("networkInterfaces"), List.of(name));
            store.put(id, model.make(id, TYPE, resource, store));
            ObjectNode properties =
                    references.addObject().put("id", id.toString()).putObject("properties");
            properties.put("primary", model.isPrimary());
            properties.put(
                    "deleteOption", node.path("properties").path("deleteOption").asText("Delete"));
        }
    }

    /** An only interface is the primary one, and says so: {@code az vm nic add} reads it. */
    private static void markOnly(JsonNode references) {
        if (references.size() == 1 && references.get(0) instanceof ObjectNode only) {
            only.withObject("/properties").put("primary", true);
        }
    }

    private void refuseTaken(ObjectNode nic) {
        String owner = nic.at("/properties/virtualMachine/id").asText();
        if (!owner.isEmpty() && !ResourceId.key(owner).equals(machine.key())) {
            throw ArmError.badRequest(
                    "NicInUse",
                    "Network Interface " + nic.path("id").asText() + " is used by existing resource " + owner
                            + ". In order to delete the network interface, it must be dissociated from the resource.");
        }
    }

    private void release(ObjectNode nic) {
        nic.withObject("/properties").remove(List.of("virtualMachine", "primary"));
        put(nic);
    }

    private void put(ObjectNode nic) {
        store.put(ResourceId.of(nic.path("id").asText()), nic);
    }

    private static JsonNode references(ObjectNode resource) {
        return resource.path("properties").path("networkProfile").path("networkInterfaces");
    }
}
