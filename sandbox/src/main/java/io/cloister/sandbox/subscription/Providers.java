// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.Locations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The resource providers: what types each has, in which api-versions and where. Any api-version is accepted; those
 * listed, the newest first, are among those that the az CLI, Terraform and Azure's SDK for Java ask for.
 */
public final class Providers {

    private static final List<String> VERSIONS = List.of(
            "2025-07-01",
            "2025-05-01",
            "2025-04-01",
            "2025-03-01",
            "2025-01-01",
            "2024-11-01",
            "2024-07-01",
            "2024-03-01",
            "2023-11-01",
            "2023-04-01",
            "2022-01-01");

    /**
     * Providers that scripts register before they use them, with the best known of their types; none of those is emulated.
     * Source: Azure docs, "Resource providers for Azure services".
     */
    private static final List<String> NOT_EMULATED = List.of(
            "Microsoft.ApiManagement/service",
            "Microsoft.App/containerApps",
            "Microsoft.Automation/automationAccounts",
            "Microsoft.Cache/redis",
            "Microsoft.Cdn/profiles",
            "Microsoft.ContainerInstance/containerGroups",
            "Microsoft.ContainerRegistry/registries",
            "Microsoft.ContainerService/managedClusters",
            "Microsoft.DBforMySQL/flexibleServers",
            "Microsoft.DBforPostgreSQL/flexibleServers",
            "Microsoft.DocumentDB/databaseAccounts",
            "Microsoft.EventGrid/topics",
            "Microsoft.EventHub/namespaces",
            "Microsoft.GuestConfiguration/guestConfigurationAssignments",
            "Microsoft.Insights/components",
            "Microsoft.KeyVault/vaults",
            "Microsoft.Logic/workflows",
            "Microsoft.Maintenance/maintenanceConfigurations",
            "Microsoft.Management/managementGroups",
            "Microsoft.OperationalInsights/workspaces",
            "Microsoft.OperationsManagement/solutions",
            "Microsoft.PolicyInsights/policyStates",
            "Microsoft.RecoveryServices/vaults",
            "Microsoft.Security/pricings",
            "Microsoft.ServiceBus/namespaces",
            "Microsoft.Sql/servers",
            "Microsoft.Storage/storageAccounts",
            "Microsoft.Web/sites");

    private final Map<String, TreeSet<String>> types = new LinkedHashMap<>();

    /** @param typeNames such as {@code Microsoft.Network/virtualNetworks/subnets} */
    public Providers(List<String> typeNames) {
        for (String type :
                Stream.concat(typeNames.stream(), NOT_EMULATED.stream()).toList()) {
            int slash = type.indexOf('/');
            types.computeIfAbsent(type.substring(0, slash), name -> new TreeSet<>())
                    .add(type.substring(slash + 1));
        }
    }

    List<String> namespaces() {
        return List.copyOf(types.keySet());
    }

    /** Such as {@code virtualNetworks/subnets}. */
    List<String> typesOf(String namespace) {
        return List.copyOf(types.get(namespace));
    }

    List<ObjectNode> all(String subscription) {
        return types.keySet().stream()
                .map(namespace -> provider(subscription, namespace))
                .toList();
    }

    /** As {@code GET /subscriptions/{s}/providers/{ns}} shows it. */
    public Optional<ObjectNode> find(String subscription, String namespace) {
        return types.keySet().stream()
                .filter(namespace::equalsIgnoreCase)
                .findFirst()
                .map(known -> provider(subscription, known));
    }

    /** As the template function {@code providers} gives it. */
    public Optional<ObjectNode> type(String namespace, String type) {
        return types.entrySet().stream()
                .filter(provider -> provider.getKey().equalsIgnoreCase(namespace))
                .flatMap(provider -> provider.getValue().stream())
                .filter(type::equalsIgnoreCase)
                .findFirst()
                .map(Providers::typeJson);
    }

    private ObjectNode provider(String subscription, String namespace) {
        ObjectNode provider = JsonNodeFactory.instance.objectNode();
        provider.put("id", "/subscriptions/" + subscription + "/providers/" + namespace)
                .put("namespace", namespace)
                .put("registrationPolicy", "RegistrationRequired")
                .put("registrationState", "Registered");
        types.get(namespace)
                .forEach(type -> provider.withArray("/resourceTypes").add(typeJson(type)));
        return provider;
    }

    private static ObjectNode typeJson(String type) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", type);
        Locations.displayNames().forEach(json.putArray("locations")::add);
        VERSIONS.forEach(json.putArray("apiVersions")::add);
        boolean tracked = type.indexOf('/') < 0;
        json.put("defaultApiVersion", VERSIONS.get(0))
                .put("capabilities", tracked ? "SupportsTags, SupportsLocation" : "None");
        if (type.toLowerCase(Locale.ROOT).startsWith("virtualmachine")) {
            Locations.displayNames().forEach(location -> {
                ObjectNode mapping = json.withArray("/zoneMappings").addObject();
                mapping.put("location", location);
                mapping.putArray("zones").add("1").add("2").add("3");
            });
        }
        return json;
    }
}
