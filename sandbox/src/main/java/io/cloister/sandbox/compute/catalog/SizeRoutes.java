// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.Offer.Restriction;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Microsoft.Compute/skus}, and the sizes of a location or for a machine that exists. */
public final class SizeRoutes implements Route {

    private static final Pattern SKUS =
            Pattern.compile("/subscriptions/[^/]+/providers/Microsoft\\.Compute/skus", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZES = Pattern.compile(
            "/subscriptions/[^/]+/(providers/Microsoft\\.Compute/locations/[^/]+|resourceGroups/[^/]+/providers/"
                    + "Microsoft\\.Compute/(virtualMachines|availabilitySets)/[^/]+)/vmSizes",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCATION = Pattern.compile("location eq '([^']+)'", Pattern.CASE_INSENSITIVE);
    private static final String ANYWHERE = "westeurope";

    private final Offer offer;

    public SizeRoutes(Offer offer) {
        this.offer = offer;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        if (!call.is("GET")) {
            return Optional.empty();
        }
        if (SIZES.matcher(call.path()).matches()) {
            return Optional.of(
                    Reply.list(VmSizes.all().stream().map(SizeRoutes::size).toList()));
        }
        if (!SKUS.matcher(call.path()).matches()) {
            return Optional.empty();
        }
        Matcher location = LOCATION.matcher(call.filter());
        String where =
                location.find() ? location.group(1).toLowerCase(Locale.ROOT).replace(" ", "") : ANYWHERE;
        List<ObjectNode> skus = new ArrayList<>(
                VmSizes.all().stream().map(size -> sku(size, where)).toList());
        skus.add(availabilitySets(where));
        for (String disk : List.of("Standard_LRS", "StandardSSD_LRS", "Premium_LRS")) {
            skus.add(base("disks", disk, disk.replace("_LRS", ""), where));
        }
        return Optional.of(Reply.list(skus));
    }

    /** The old list of sizes. Source: Azure REST docs, "Virtual Machine Sizes - List". */
    private static ObjectNode size(VmSize size) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", size.name())
                .put("numberOfCores", size.cores())
                .put("osDiskSizeInMB", 1_047_552)
                .put("resourceDiskSizeInMB", 0)
                .put("memoryInMB", (long) (size.memoryGb() * 1024))
                .put("maxDataDiskCount", size.maxDataDisks());
    }

    private ObjectNode sku(VmSize size, String location) {
        ObjectNode sku = base("virtualMachines", size.name(), "Standard", location);
        sku.put("size", size.name().substring("Standard_".length())).put("family", size.family());
        ObjectNode info = (ObjectNode) sku.path("locationInfo").path(0);
        Offer.zones(location).forEach(info.withArray("/zones")::add);
        ((ArrayNode) sku.path("capabilities"))
                .add(capability("MaxResourceVolumeMB", "0"))
                .add(capability("OSVhdSizeMB", "1047552"))
                .add(capability("vCPUs", Integer.toString(size.cores())))
                .add(capability("MemoryPreservingMaintenanceSupported", "True"))
                .add(capability("HyperVGenerations", size.generations()))
                .add(capability("MemoryGB", size.memory()))
                .add(capability("MaxDataDiskCount", Integer.toString(size.maxDataDisks())))
                .add(capability("CpuArchitectureType", size.isArm() ? "Arm64" : "x64"))
                .add(capability("LowPriorityCapable", "True"))
                .add(capability("PremiumIO", size.takesPremiumDisks() ? "True" : "False"))
                .add(capability("vCPUsAvailable", Integer.toString(size.cores())))
                .add(capability("EphemeralOSDiskSupported", "False"))
                .add(capability("EncryptionAtHostSupported", "True"))
                .add(capability("AcceleratedNetworkingEnabled", size.cores() > 1 ? "True" : "False"))
                .add(capability("MaxNetworkInterfaces", Integer.toString(size.maxInterfaces())));
        offer.of(size, location).forEach(one -> restrict(sku.withArray("/restrictions"), one, location));
        return sku;
    }

    private static void restrict(ArrayNode restrictions, Restriction one, String location) {
        ObjectNode restriction = restrictions.addObject();
        restriction.put("type", one.zones().isEmpty() ? "Location" : "Zone");
        restriction.putArray("values").add(location);
        ObjectNode info = restriction.putObject("restrictionInfo");
        info.putArray("locations").add(location);
        if (!one.zones().isEmpty()) {
            one.zones().forEach(info.putArray("zones")::add);
        }
        restriction.put("reasonCode", "NotAvailableForSubscription");
    }

    private static ObjectNode availabilitySets(String location) {
        ObjectNode sku = base("availabilitySets", "Aligned", "", location);
        sku.remove("tier");
        sku.withArray("/capabilities").add(capability("MaximumPlatformFaultDomainCount", "3"));
        return sku;
    }

    private static ObjectNode base(String type, String name, String tier, String location) {
        ObjectNode sku = JsonNodeFactory.instance.objectNode();
        sku.put("resourceType", type).put("name", name).put("tier", tier);
        sku.putArray("locations").add(location);
        ObjectNode info = sku.putArray("locationInfo").addObject();
        info.put("location", location);
        info.putArray("zones");
        info.putArray("zoneDetails");
        sku.putArray("capabilities");
        sku.putArray("restrictions");
        return sku;
    }

    private static ObjectNode capability(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
    }
}
