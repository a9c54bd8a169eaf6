// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code …/locations/{location}/usages} of Compute and Network: what exists there, beside its limits. */
public final class UsageRoutes implements Route {

    private static final Pattern PATH = Pattern.compile(
            "/subscriptions/[^/]+/providers/Microsoft\\.(Compute|Network)/locations/([^/]+)/usages",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> NETWORK_LIMITS = Map.of(
            "VirtualNetworks", 1000,
            "PublicIPAddresses", 1000,
            "LoadBalancers", 1000,
            "NetworkInterfaces", 65_536,
            "NetworkSecurityGroups", 5000,
            "RouteTables", 200);

    private final Store store;
    private final Usages usages;

    public UsageRoutes(Store store, Usages usages) {
        this.store = store;
        this.usages = usages;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!call.is("GET") || !path.matches()) {
            return Optional.empty();
        }
        return Optional.of(Reply.list(
                path.group(1).equalsIgnoreCase("Compute") ? compute(path.group(2)) : network(path.group(2))));
    }

    private List<ObjectNode> compute(String location) {
        List<ObjectNode> found = new ArrayList<>();
        found.add(usage("availabilitySets", "Availability Sets", count(location, "availabilitySets"), 2_500));
        found.add(usage(
                "cores",
                "Total Regional vCPUs",
                usages.cores(location),
                usages.quotas().regional()));
        found.add(usage(
                "virtualMachines", "Virtual Machines", usages.machines(location).size(), 25_000));
        found.add(usage(
                "virtualMachineScaleSets",
                "Virtual Machine Scale Sets",
                count(location, "virtualMachineScaleSets"),
                2_500));
        VmSizes.families()
                .forEach(family -> found.add(usage(
                        family,
                        family.replaceFirst("^standard", "Standard ").replaceFirst("Family$", " Family vCPUs"),
                        usages.cores(location, family),
                        usages.quotas().family())));
        return found;
    }

    private List<ObjectNode> network(String location) {
        return NETWORK_LIMITS.keySet().stream()
                .sorted()
                .map(name -> usage(name, name, count(location, "Microsoft.Network", name), NETWORK_LIMITS.get(name)))
                .toList();
    }

    private int count(String location, String type) {
        return count(location, "Microsoft.Compute", type);
    }

    private int count(String location, String namespace, String type) {
        return (int) store.ofType(namespace + "/" + type).stream()
                .filter(resource -> resource.path("location").asText().equalsIgnoreCase(location.replace(" ", "")))
                .count();
    }

    private static ObjectNode usage(String name, String localized, int current, int limit) {
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        usage.put("unit", "Count").put("currentValue", current).put("limit", limit);
        usage.putObject("name").put("value", name).put("localizedValue", localized);
        return usage;
    }
}
