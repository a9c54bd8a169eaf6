// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Some of Azure's regions. Source: Azure docs, "List of Azure regions" and "Azure cross-region replication". */
enum Locations {
    WEST_EUROPE("westeurope", "West Europe", "Europe", "northeurope", true),
    NORTH_EUROPE("northeurope", "North Europe", "Europe", "westeurope", true),
    GERMANY_WEST_CENTRAL("germanywestcentral", "Germany West Central", "Europe", "germanynorth", true),
    GERMANY_NORTH("germanynorth", "Germany North", "Europe", "germanywestcentral", false),
    FRANCE_CENTRAL("francecentral", "France Central", "Europe", "francesouth", true),
    SWEDEN_CENTRAL("swedencentral", "Sweden Central", "Europe", "swedensouth", true),
    SWITZERLAND_NORTH("switzerlandnorth", "Switzerland North", "Europe", "switzerlandwest", true),
    UK_SOUTH("uksouth", "UK South", "UK", "ukwest", true),
    UK_WEST("ukwest", "UK West", "UK", "uksouth", false),
    EAST_US("eastus", "East US", "US", "westus", true),
    EAST_US_2("eastus2", "East US 2", "US", "centralus", true),
    CENTRAL_US("centralus", "Central US", "US", "eastus2", true),
    WEST_US("westus", "West US", "US", "eastus", false),
    WEST_US_2("westus2", "West US 2", "US", "westcentralus", true),
    WEST_US_3("westus3", "West US 3", "US", "eastus", true);

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

    static List<String> displayNames() {
        return List.of(values()).stream().map(location -> location.displayName).toList();
    }

    static List<ObjectNode> of(String subscription) {
        return List.of(values()).stream()
                .map(location -> location.toJson(subscription))
                .toList();
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
        metadata.putArray("pairedRegion").addObject().put("name", pair).put("id", path(subscription, pair));
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
