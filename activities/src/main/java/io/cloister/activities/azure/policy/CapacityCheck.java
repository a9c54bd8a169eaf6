// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.UsageInner;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.temporal.FailureTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sizes are offered in the location and its zones, and the cores fit into what is left of the quotas. */
final class CapacityCheck {

    private static final String SUBJECT = "quota";
    private static final String REGION = "cores";

    private final AzureSession session;

    CapacityCheck(AzureSession session) {
        this.session = session;
    }

    List<Check> check(Plan plan) {
        ComputeManagementClient compute = session.compute(plan.subscription());
        Map<String, VmSize> sizes = sizes(compute, plan.location());
        List<Check> checks = new ArrayList<>();
        Map<String, Long> cores = new TreeMap<>();
        for (MachineDemand demand : MachineDemand.of(plan)) {
            VmSize size = sizes.get(demand.size().toLowerCase(Locale.ROOT));
            if (size == null || size.restricted()) {
                checks.add(notOffered(demand, plan.location()));
            } else if (!size.zones().containsAll(demand.zones())) {
                checks.add(notInZones(demand, size, plan.location()));
            } else {
                long needed = (long) size.cores() * demand.count();
                cores.merge(REGION, needed, Long::sum);
                cores.merge(size.family(), needed, Long::sum);
            }
        }
        checks.addAll(quotas(compute, plan.location(), cores));
        return checks;
    }

    private static Map<String, VmSize> sizes(ComputeManagementClient compute, String location) {
        return compute.getResourceSkus().list("location eq '" + location + "'", null, Context.NONE).stream()
                .filter(sku -> "virtualMachines".equalsIgnoreCase(sku.resourceType()))
                .map(VmSize::of)
                .collect(Collectors.toMap(
                        size -> size.name().toLowerCase(Locale.ROOT), Function.identity(), (first, second) -> first));
    }

    private static List<Check> quotas(ComputeManagementClient compute, String location, Map<String, Long> cores) {
        Map<String, UsageInner> usages = compute.getUsages().list(location).stream()
                .collect(Collectors.toMap(
                        usage -> usage.name().value().toLowerCase(Locale.ROOT),
                        Function.identity(),
                        (first, second) -> first));
        List<Check> checks = new ArrayList<>();
        cores.forEach((name, needed) -> {
            UsageInner usage = usages.get(name.toLowerCase(Locale.ROOT));
            checks.add(
                    usage == null
                            ? Check.warning(SUBJECT, "Azure names no quota '" + name + "' in " + location)
                            : quota(name, needed, usage, location));
        });
        return checks;
    }

    private static Check quota(String name, long needed, UsageInner usage, String location) {
        long left = usage.limit() - usage.currentValue();
        return needed <= left
                ? Check.passed(SUBJECT, needed + " cores of " + name + " in " + location + ", " + left + " are left")
                : Check.failed(
                        SUBJECT,
                        FailureTypes.QUOTA_EXCEEDED,
                        "The plan needs " + needed + " cores of " + name + " in " + location + ", but only " + left
                                + " of " + usage.limit() + " are left. Ask for a higher quota, or plan fewer or "
                                + "smaller machines.");
    }

    private static Check notOffered(MachineDemand demand, String location) {
        return Check.failed(
                SUBJECT,
                FailureTypes.CAPACITY,
                "The size " + demand.size() + " of " + demand.name() + " is not offered to this subscription in "
                        + location + ". Choose another size or location.");
    }

    private static Check notInZones(MachineDemand demand, VmSize size, String location) {
        return Check.failed(
                SUBJECT,
                FailureTypes.CAPACITY,
                "The size " + demand.size() + " of " + demand.name() + " can be had in " + location
                        + " in the zones " + size.zones() + " only, not in all of " + demand.zones()
                        + ". Choose other zones or another size.");
    }
}
