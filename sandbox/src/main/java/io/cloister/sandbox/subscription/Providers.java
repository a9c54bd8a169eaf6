// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.Locations;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Store;
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
     * Providers of which nothing is emulated. Those that scripts register before they use them have the best known of their
     * types, and are registered from the start; of the others the name alone is known. Source: Azure docs, "Resource providers
     * for Azure services".
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
            "Microsoft.Web/sites",
            "Microsoft.AppConfiguration",
            "Microsoft.Chaos",
            "Microsoft.Confluent",
            "Microsoft.Dashboard",
            "Microsoft.Datadog",
            "Microsoft.DevCenter",
            "Microsoft.DevHub",
            "Microsoft.Elastic",
            "Microsoft.ElasticSan",
            "Microsoft.ExtendedLocation",
            "Microsoft.HybridCompute",
            "Microsoft.HybridConnectivity",
            "Microsoft.Kubernetes",
            "Microsoft.KubernetesConfiguration",
            "Microsoft.LoadTestService",
            "Microsoft.Monitor",
            "Microsoft.NetApp",
            "Microsoft.Orbital",
            "Microsoft.Purview",
            "Microsoft.Quota",
            "Microsoft.RedHatOpenShift",
            "Microsoft.StorageCache",
            "Microsoft.StorageMover",
            "Microsoft.VideoIndexer",
            "Microsoft.VirtualMachineImages",
            "NGINX.NGINXPLUS");

    private final Map<String, TreeSet<String>> types = new LinkedHashMap<>();
    private final Registrations registrations;

    /** @param typeNames such as {@code Microsoft.Network/virtualNetworks/subnets} */
    public Providers(List<String> typeNames, Store store) {
        this.registrations = new Registrations(store);
        for (String type :
                Stream.concat(typeNames.stream(), NOT_EMULATED.stream()).toList()) {
            String[] parts = type.split("/", 2);
            TreeSet<String> known = types.computeIfAbsent(parts[0], name -> new TreeSet<>());
            if (parts.length > 1) {
                known.add(parts[1]);
            }
        }
    }

    /** Of those that have types. */
    List<String> namespaces() {
        return types.keySet().stream().filter(name -> !isNameAlone(name)).toList();
    }

    /** Such as {@code virtualNetworks/subnets}. */
    List<String> typesOf(String namespace) {
        return List.copyOf(types.get(namespace));
    }

    /** One that has types stays as it is: registered. */
    void register(String subscription, String namespace) {
        name(namespace).filter(this::isNameAlone).ifPresent(name -> registrations.set(subscription, name, true));
    }

    /** Only one without types is in use by nobody. */
    void unregister(String subscription, String namespace) {
        String name = name(namespace)
                .filter(this::isNameAlone)
                .orElseThrow(() -> ArmError.conflict(
                        "SubscriptionResourceProviderInUse",
                        "Cannot unregister resource provider '" + namespace + "': it is in use in this subscription."));
        registrations.set(subscription, name, false);
    }

    List<ObjectNode> all(String subscription) {
        return types.keySet().stream()
                .map(namespace -> provider(subscription, namespace))
                .toList();
    }

    /** As {@code GET /subscriptions/{s}/providers/{ns}} shows it. */
    public Optional<ObjectNode> find(String subscription, String namespace) {
        return name(namespace).map(known -> provider(subscription, known));
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

    /** As Azure writes it. */
    private Optional<String> name(String namespace) {
        return types.keySet().stream().filter(namespace::equalsIgnoreCase).findFirst();
    }

    private boolean isNameAlone(String name) {
        return types.get(name).isEmpty();
    }

    private ObjectNode provider(String subscription, String namespace) {
        boolean registered = !isNameAlone(namespace) || registrations.has(subscription, namespace);
        ObjectNode provider = JsonNodeFactory.instance.objectNode();
        provider.put("id", "/subscriptions/" + subscription + "/providers/" + namespace)
                .put("namespace", namespace)
                .put("registrationPolicy", "RegistrationRequired")
                .put("registrationState", registered ? "Registered" : "NotRegistered");
        ArrayNode resourceTypes = provider.putArray("resourceTypes");
        types.get(namespace).forEach(type -> resourceTypes.add(typeJson(type)));
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
