// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A resource as an exported template has it: without what Azure makes of it, which a template could not say. */
final class ExportedResource {

    private static final List<String> FIELDS =
            List.of("location", "tags", "sku", "kind", "plan", "zones", "identity", "properties");

    /** Wherever they stand. Source: marked as read-only in the providers' OpenAPI descriptions. */
    private static final Set<String> READ_ONLY = Set.of(
            "provisioningState",
            "etag",
            "resourceGuid",
            "vmId",
            "uniqueId",
            "timeCreated",
            "instanceView",
            "privateLinkConnectionProperties",
            "internalDomainNameSuffix",
            "appliedDnsServers",
            "macAddress",
            "virtualNetworkLinkState");

    /** The same for the properties of one type alone, where others have a property of that name that can be written. */
    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "microsoft.network/networkinterfaces",
            Set.of(
                    "virtualMachine",
                    "primary",
                    "privateEndpoint",
                    "privateLinkService",
                    "hostedWorkloads",
                    "tapConfigurations",
                    "vnetEncryptionSupported"),
            "microsoft.network/networksecuritygroups",
            Set.of("defaultSecurityRules"),
            "microsoft.network/privateendpoints",
            Set.of("networkInterfaces"),
            "microsoft.network/privatednszones",
            Set.of(
                    "internalId",
                    "maxNumberOfRecordSets",
                    "maxNumberOfVirtualNetworkLinks",
                    "maxNumberOfVirtualNetworkLinksWithRegistration",
                    "numberOfRecordSets",
                    "numberOfVirtualNetworkLinks",
                    "numberOfVirtualNetworkLinksWithRegistration"),
            "microsoft.compute/disks",
            Set.of("diskState", "diskSizeBytes"),
            "microsoft.compute/availabilitysets",
            Set.of("virtualMachines"),
            "microsoft.managedidentity/userassignedidentities",
            Set.of("principalId", "clientId", "tenantId"));

    private ExportedResource() {}

    /** @param resource as it is kept: what answers add to it is no part of it */
    static ObjectNode of(ObjectNode resource) {
        ObjectNode exported = JsonNodeFactory.instance.objectNode();
        String type = resource.path("type").asText();
        exported.put("type", type)
                .put("apiVersion", "2025-03-01")
                .put("name", resource.path("name").asText());
        for (String field : FIELDS) {
            if (resource.has(field)) {
                exported.set(field, resource.path(field).deepCopy());
            }
        }
        ObjectNode properties = exported.withObject("/properties");
        properties.remove(OF_TYPE.getOrDefault(type.toLowerCase(Locale.ROOT), Set.of()));
        strip(properties);
        if (exported.path("identity") instanceof ObjectNode identity) {
            identity.remove(List.of("principalId", "tenantId"));
            identity.path("userAssignedIdentities").forEach(one -> ((ObjectNode) one).removeAll());
        }
        if (exported.path("sku") instanceof ObjectNode sku && type.startsWith("Microsoft.Compute/disks")) {
            sku.remove("tier");
        }
        return exported;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(READ_ONLY);
        }
        node.forEach(ExportedResource::strip);
    }
}
