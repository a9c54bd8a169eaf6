// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The public cloud's regions. Source: Azure docs, "List of Azure regions" and "Azure cross-region replication". */
public enum Locations {
    WEST_EUROPE("westeurope", "West Europe", "Europe", "northeurope", true),
    NORTH_EUROPE("northeurope", "North Europe", "Europe", "westeurope", true),
    GERMANY_WEST_CENTRAL("germanywestcentral", "Germany West Central", "Europe", "germanynorth", true),
    GERMANY_NORTH("germanynorth", "Germany North", "Europe", "germanywestcentral", false),
    FRANCE_CENTRAL("francecentral", "France Central", "Europe", "francesouth", true),
    FRANCE_SOUTH("francesouth", "France South", "Europe", "francecentral", false),
    SWEDEN_CENTRAL("swedencentral", "Sweden Central", "Europe", "swedensouth", true),
    SWEDEN_SOUTH("swedensouth", "Sweden South", "Europe", "swedencentral", false),
    SWITZERLAND_NORTH("switzerlandnorth", "Switzerland North", "Europe", "switzerlandwest", true),
    SWITZERLAND_WEST("switzerlandwest", "Switzerland West", "Europe", "switzerlandnorth", false),
    NORWAY_EAST("norwayeast", "Norway East", "Europe", "norwaywest", true),
    NORWAY_WEST("norwaywest", "Norway West", "Europe", "norwayeast", false),
    ITALY_NORTH("italynorth", "Italy North", "Europe", "", true),
    POLAND_CENTRAL("polandcentral", "Poland Central", "Europe", "", true),
    SPAIN_CENTRAL("spaincentral", "Spain Central", "Europe", "", true),
    AUSTRIA_EAST("austriaeast", "Austria East", "Europe", "", true),
    BELGIUM_CENTRAL("belgiumcentral", "Belgium Central", "Europe", "", true),
    DENMARK_EAST("denmarkeast", "Denmark East", "Europe", "", true),
    UK_SOUTH("uksouth", "UK South", "UK", "ukwest", true),
    UK_WEST("ukwest", "UK West", "UK", "uksouth", false),
    EAST_US("eastus", "East US", "US", "westus", true),
    EAST_US_2("eastus2", "East US 2", "US", "centralus", true),
    CENTRAL_US("centralus", "Central US", "US", "eastus2", true),
    NORTH_CENTRAL_US("northcentralus", "North Central US", "US", "southcentralus", false),
    SOUTH_CENTRAL_US("southcentralus", "South Central US", "US", "northcentralus", true),
    WEST_CENTRAL_US("westcentralus", "West Central US", "US", "westus2", false),
    WEST_US("westus", "West US", "US", "eastus", false),
    WEST_US_2("westus2", "West US 2", "US", "westcentralus", true),
    WEST_US_3("westus3", "West US 3", "US", "eastus", true),
    CANADA_CENTRAL("canadacentral", "Canada Central", "Canada", "canadaeast", true),
    CANADA_EAST("canadaeast", "Canada East", "Canada", "canadacentral", false),
    MEXICO_CENTRAL("mexicocentral", "Mexico Central", "Mexico", "", true),
    BRAZIL_SOUTH("brazilsouth", "Brazil South", "South America", "southcentralus", true),
    BRAZIL_SOUTHEAST("brazilsoutheast", "Brazil Southeast", "South America", "brazilsouth", false),
    CHILE_CENTRAL("chilecentral", "Chile Central", "South America", "", true),
    AUSTRALIA_CENTRAL("australiacentral", "Australia Central", "Asia Pacific", "australiacentral2", false),
    AUSTRALIA_CENTRAL_2("australiacentral2", "Australia Central 2", "Asia Pacific", "australiacentral", false),
    AUSTRALIA_EAST("australiaeast", "Australia East", "Asia Pacific", "australiasoutheast", true),
    AUSTRALIA_SOUTHEAST("australiasoutheast", "Australia Southeast", "Asia Pacific", "australiaeast", false),
    EAST_ASIA("eastasia", "East Asia", "Asia Pacific", "southeastasia", true),
    SOUTHEAST_ASIA("southeastasia", "Southeast Asia", "Asia Pacific", "eastasia", true),
    INDONESIA_CENTRAL("indonesiacentral", "Indonesia Central", "Asia Pacific", "", true),
    MALAYSIA_WEST("malaysiawest", "Malaysia West", "Asia Pacific", "", true),
    NEW_ZEALAND_NORTH("newzealandnorth", "New Zealand North", "Asia Pacific", "", true),
    CENTRAL_INDIA("centralindia", "Central India", "Asia Pacific", "southindia", true),
    SOUTH_INDIA("southindia", "South India", "Asia Pacific", "centralindia", false),
    WEST_INDIA("westindia", "West India", "Asia Pacific", "southindia", false),
    JIO_INDIA_WEST("jioindiawest", "Jio India West", "Asia Pacific", "jioindiacentral", false),
    JIO_INDIA_CENTRAL("jioindiacentral", "Jio India Central", "Asia Pacific", "jioindiawest", false),
    JAPAN_EAST("japaneast", "Japan East", "Asia Pacific", "japanwest", true),
    JAPAN_WEST("japanwest", "Japan West", "Asia Pacific", "japaneast", true),
    KOREA_CENTRAL("koreacentral", "Korea Central", "Asia Pacific", "koreasouth", true),
    KOREA_SOUTH("koreasouth", "Korea South", "Asia Pacific", "koreacentral", false),
    ISRAEL_CENTRAL("israelcentral", "Israel Central", "Middle East", "", true),
    QATAR_CENTRAL("qatarcentral", "Qatar Central", "Middle East", "", true),
    UAE_NORTH("uaenorth", "UAE North", "Middle East", "uaecentral", true),
    UAE_CENTRAL("uaecentral", "UAE Central", "Middle East", "uaenorth", false),
    SOUTH_AFRICA_NORTH("southafricanorth", "South Africa North", "Africa", "southafricawest", true),
    SOUTH_AFRICA_WEST("southafricawest", "South Africa West", "Africa", "southafricanorth", false);

    private static final String EVERYWHERE = "global";

    private final String id;
    private final String displayName;
    private final String geography;
    private final String pair;
    private final boolean zones;

    Locations(String id, String displayName, String geography, String pair, boolean zones) {
        this.id = id;
        this.displayName = displayName;
        this.geography = geography;
        this.pair = pair;
        this.zones = zones;
    }

    public static List<String> displayNames() {
        return List.of(values()).stream().map(location -> location.displayName).toList();
    }

    public static List<ObjectNode> of(String subscription) {
        return List.of(values()).stream()
                .map(location -> location.toJson(subscription))
                .toList();
    }

    /** Refuses a place that is no region, written with or without blanks; some resources are {@code global}. */
    static void require(ResourceId id, String type, String location) {
        String plain = location.replace(" ", "").toLowerCase(Locale.ROOT);
        if (plain.equals(EVERYWHERE) || Arrays.stream(values()).anyMatch(one -> one.id.equals(plain))) {
            return;
        }
        String all = Arrays.stream(values()).map(one -> one.id).collect(Collectors.joining(","));
        throw id.isGroup()
                ? ArmError.badRequest(
                        "LocationNotAvailableForResourceGroup",
                        "The provided location '" + location
                                + "' is not available for resource group. List of available regions is '" + all + "'.")
                : ArmError.badRequest(
                        "LocationNotAvailableForResourceType",
                        "The provided location '" + location + "' is not available for resource type '" + type
                                + "'. List of available regions for the resource type is '" + all + "'.");
    }

    private ObjectNode toJson(String subscription) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", path(subscription, id))
                .put("name", id)
                .put("type", "Region")
                .put("displayName", displayName)
                .put("regionalDisplayName", "(" + geography + ") " + displayName);
        ObjectNode metadata = json.putObject("metadata");
        metadata.put("regionType", "Physical")
                .put("regionCategory", zones ? "Recommended" : "Other")
                .put("geography", geography)
                .put("geographyGroup", geography);
        ArrayNode paired = metadata.putArray("pairedRegion");
        if (!pair.isEmpty()) {
            paired.addObject().put("name", pair).put("id", path(subscription, pair));
        }
        if (zones) {
            for (int zone = 1; zone <= 3; zone++) {
                json.withArray("/availabilityZoneMappings")
                        .addObject()
                        .put("logicalZone", Integer.toString(zone))
                        .put("physicalZone", id + "-az" + zone);
            }
        }
        return json;
    }

    private static String path(String subscription, String location) {
        return "/subscriptions/" + subscription + "/locations/" + location;
    }
}
