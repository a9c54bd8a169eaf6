// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be had: {@code Microsoft.Compute/skus}, and the usages of Compute and Network in a location. */
public final class CatalogRoutes implements Route {

    private static final Pattern SKUS =
            Pattern.compile("/subscriptions/[^/]+/providers/Microsoft\\.Compute/skus", Pattern.CASE_INSENSITIVE);
    private static final Pattern USAGES = Pattern.compile(
            "/subscriptions/[^/]+/providers/Microsoft\\.(Compute|Network)/locations/([^/]+)/usages",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCATION = Pattern.compile("location eq '([^']+)'");
    private static final int CORES_OF_REGION = 350;
    private static final int CORES_OF_FAMILY = 100;

    private final Store store;

    public CatalogRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher usages = USAGES.matcher(call.path());
        if (usages.matches()) {
            return Optional.of(Reply.list(
                    usages.group(1).equalsIgnoreCase("Compute")
                            ? computeUsages(usages.group(2))
                            : networkUsages(usages.group(2))));
        }
        if (!SKUS.matcher(call.path()).matches()) {
            return Optional.empty();
        }
        Matcher location = LOCATION.matcher(call.filter());
        String where = location.find() ? location.group(1) : "westeurope";
        return Optional.of(
                Reply.list(VmSize.all().stream().map(size -> sku(size, where)).toList()));
    }

    private static ObjectNode sku(VmSize size, String location) {
        ObjectNode sku = JsonNodeFactory.instance.objectNode();
        sku.put("resourceType", "virtualMachines")
                .put("name", size.name())
                .put("tier", "Standard")
                .put("size", size.name().substring("Standard_".length()))
                .put("family", size.family());
        sku.putArray("locations").add(location);
        ObjectNode info = sku.putArray("locationInfo").addObject();
        info.put("location", location);
        info.putArray("zones").add("1").add("2").add("3");
        info.putArray("zoneDetails");
        sku.putArray("capabilities")
                .add(capability("vCPUs", Integer.toString(size.cores())))
                .add(capability("MemoryGB", Integer.toString(size.memoryGb())))
                .add(capability("PremiumIO", "True"))
                .add(capability("CpuArchitectureType", "x64"))
                .add(capability("HyperVGenerations", "V1,V2"));
        sku.putArray("restrictions");
        return sku;
    }

    private static ObjectNode capability(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
    }

    private List<ObjectNode> computeUsages(String location) {
        List<VmSize> machines = Stream.of("Microsoft.Compute/virtualMachines", Instances.TYPE)
                .flatMap(type -> in(location, type).stream())
                .map(machine ->
                        machine.path("properties").path("hardwareProfile").path("vmSize"))
                .map(size -> VmSize.require(size.asText()))
                .toList();
        List<ObjectNode> usages = new ArrayList<>();
        usages.add(usage("cores", cores(machines), CORES_OF_REGION));
        usages.add(usage("virtualMachines", machines.size(), 25_000));
        usages.add(usage(
                "virtualMachineScaleSets",
                in(location, "Microsoft.Compute/virtualMachineScaleSets").size(),
                2_500));
        VmSize.all().stream()
                .map(VmSize::family)
                .distinct()
                .forEach(family -> usages.add(usage(
                        family,
                        cores(machines.stream()
                                .filter(size -> size.family().equals(family))
                                .toList()),
                        CORES_OF_FAMILY)));
        return usages;
    }

    private List<ObjectNode> networkUsages(String location) {
        return List.of(
                usage(
                        "VirtualNetworks",
                        in(location, "Microsoft.Network/virtualNetworks").size(),
                        1000),
                usage(
                        "PublicIPAddresses",
                        in(location, "Microsoft.Network/publicIPAddresses").size(),
                        1000),
                usage(
                        "LoadBalancers",
                        in(location, "Microsoft.Network/loadBalancers").size(),
                        1000),
                usage(
                        "NetworkInterfaces",
                        in(location, "Microsoft.Network/networkInterfaces").size(),
                        65_536),
                usage(
                        "NetworkSecurityGroups",
                        in(location, "Microsoft.Network/networkSecurityGroups").size(),
                        5000),
                usage(
                        "RouteTables",
                        in(location, "Microsoft.Network/routeTables").size(),
                        200));
    }

    private List<ObjectNode> in(String location, String type) {
        return store.ofType(type).stream()
                .filter(resource -> same(resource.path("location"), location))
                .toList();
    }

    private static boolean same(JsonNode location, String wanted) {
        return location.asText().equalsIgnoreCase(wanted.replace(" ", ""));
    }

    private static int cores(List<VmSize> machines) {
        return machines.stream().mapToInt(VmSize::cores).sum();
    }

    private static ObjectNode usage(String name, int current, int limit) {
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        usage.put("unit", "Count").put("currentValue", current).put("limit", limit);
        usage.putObject("name").put("value", name).put("localizedValue", name);
        return usage;
    }
}
