// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What counts against the quotas: the cores of every machine and scale-set instance, also of deallocated ones.
 *
 * <p>Source: Azure docs, "VM vCPU quotas": allocated and deallocated machines both count.
 */
public final class Usages {

    static final String MACHINES = "Microsoft.Compute/virtualMachines";
    static final String INSTANCES = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines";

    /** Noted on a machine that counts towards no quota. */
    public static final String UNCOUNTED = "uncounted";

    private final Supplier<Store> store;
    private final Quotas quotas;

    public Usages(Supplier<Store> store, Quotas quotas) {
        this.store = store;
        this.quotas = quotas;
    }

    Quotas quotas() {
        return quotas;
    }

    List<VmSize> machines(String location) {
        return machines(location, "");
    }

    int cores(String location) {
        return cores(machines(location));
    }

    int cores(String location, String family) {
        return cores(of(machines(location), family));
    }

    /**
     * Refuses what would go beyond a quota.
     *
     * @param replaced a machine whose present size does not count, or a scale set whose instances do not; empty for none
     */
    public void admit(VmSize size, int count, String location, String replaced) {
        List<VmSize> others = machines(location, replaced);
        int added = size.cores() * count;
        refuseBeyond(size.family(), cores(of(others, size.family())), added, quotas.family(), location);
        refuseBeyond("Total Regional", cores(others), added, quotas.regional(), location);
    }

    private static void refuseBeyond(String name, int used, int added, int limit, String location) {
        if (added == 0 || used + added <= limit) {
            return;
        }
        throw ArmError.conflict(
                "OperationNotAllowed",
                "Operation could not be completed as it results in exceeding approved " + name
                        + " Cores quota. Additional details - Deployment Model: Resource Manager, Location: "
                        + location + ", Current Limit: " + limit + ", Current Usage: " + used
                        + ", Additional Required: " + added + ", (Minimum) New Limit Required: " + (used + added)
                        + ". Submit a request for Quota increase by specifying parameters listed in the 'Details'"
                        + " section for deployment to succeed. Please read more about quota limits at"
                        + " https://docs.microsoft.com/en-us/azure/azure-supportability/per-vm-quota-requests");
    }

    private List<VmSize> machines(String location, String replaced) {
        String key = ResourceId.key(replaced);
        return Stream.of(MACHINES, INSTANCES)
                .flatMap(type -> store.get().ofType(type).stream())
                .filter(machine -> machine.path("location").asText().equalsIgnoreCase(location.replace(" ", "")))
                .filter(machine -> !Notes.read(machine, UNCOUNTED).asBoolean())
                .filter(machine -> key.isEmpty() || !belongsTo(machine, key))
                .map(machine -> VmSizes.find(
                        machine.at("/properties/hardwareProfile/vmSize").asText()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean belongsTo(JsonNode machine, String key) {
        String id = ResourceId.key(machine.path("id").asText());
        String scaleSet = ResourceId.key(
                machine.at("/properties/virtualMachineScaleSet/id").asText());
        return id.equals(key) || id.startsWith(key + "/") || scaleSet.equals(key);
    }

    private static List<VmSize> of(List<VmSize> machines, String family) {
        return machines.stream().filter(size -> size.family().equals(family)).toList();
    }

    private static int cores(List<VmSize> machines) {
        return machines.stream().mapToInt(VmSize::cores).sum();
    }
}
