// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which size can be had where: regions with and without zones, and what this subscription is not offered. */
public record Offer(List<Restriction> restrictions) {

    /**
     * A size that the subscription is not offered.
     *
     * @param location "*" for every one
     * @param zones those concerned; empty for the whole location
     */
    public record Restriction(String size, String location, List<String> zones) {
        boolean concerns(VmSize offered, String where) {
            return size.equalsIgnoreCase(offered.name()) && (location.equals("*") || location.equals(where));
        }
    }

    /** Source: Azure docs, "Azure regions with availability zone support" (2026), its complement among the old regions. */
    private static final Set<String> WITHOUT_ZONES = Set.of(
            "westus",
            "northcentralus",
            "westcentralus",
            "ukwest",
            "canadaeast",
            "australiasoutheast",
            "australiacentral",
            "southindia",
            "westindia",
            "brazilsoutheast",
            "koreasouth",
            "germanynorth",
            "norwaywest",
            "francesouth",
            "switzerlandwest",
            "uaecentral",
            "southafricawest");

    private static final List<String> ZONES = List.of("1", "2", "3");

    public Offer {
        restrictions = List.copyOf(restrictions);
    }

    /** As a subscription of a company has it: the largest sizes not at all, and a storage size not in one zone. */
    public static Offer typical() {
        return new Offer(List.of(
                new Restriction("Standard_M64s", "*", List.of()),
                new Restriction("Standard_M128s", "*", List.of()),
                new Restriction("Standard_L8s_v3", "westeurope", List.of("3"))));
    }

    static List<String> zones(String location) {
        return WITHOUT_ZONES.contains(location.toLowerCase(Locale.ROOT)) ? List.of() : ZONES;
    }

    List<Restriction> of(VmSize size, String location) {
        return restrictions.stream().filter(one -> one.concerns(size, location)).toList();
    }

    /** @param resource with its location and zones */
    public VmSize require(String name, JsonNode resource) {
        String location = resource.path("location").asText();
        VmSize size = VmSizes.find(name).orElseThrow(() -> unknown(name));
        List<String> wanted = texts(resource.path("zones"));
        if (!zones(location).containsAll(wanted)) {
            throw ArmError.badRequest(
                    "AvailabilityZoneNotSupported",
                    "The zone(s) '" + String.join(",", wanted) + "' for resource '"
                            + resource.path("type").asText() + "/"
                            + resource.path("name").asText()
                            + "' is not supported. The supported zones for location '" + location + "' are '"
                            + String.join(",", zones(location)) + "'");
        }
        boolean restricted = of(size, location).stream()
                .anyMatch(one -> one.zones().isEmpty() || wanted.stream().anyMatch(one.zones()::contains));
        if (restricted) {
            throw ArmError.conflict(
                    "SkuNotAvailable",
                    "The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: "
                            + size.name() + "' is currently not available in location '" + location
                            + "'. Please try another size or deploy to a different location or different zone. See"
                            + " https://aka.ms/azureskunotavailable for details.");
        }
        return size;
    }

    private static ArmError unknown(String name) {
        String valid = VmSizes.all().stream().map(VmSize::name).collect(Collectors.joining(","));
        return new ArmError(
                400,
                "InvalidParameter",
                "The value " + name + " provided for the VM size is not valid. The valid sizes in the current region"
                        + " are: " + valid + ". Find out more on the valid VM sizes in each region at"
                        + " https://aka.ms/azure-regions.",
                "vmSize",
                null);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
