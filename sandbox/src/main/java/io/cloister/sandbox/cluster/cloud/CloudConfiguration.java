// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.cluster.controller.SecretData;
import io.cloister.sandbox.kubernetes.ObjectStore;
import java.net.URI;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The cloud controller's {@code azure.json} and what it was started with.
 *
 * @param proxy of its environment: a pod has none of its host's variables, only those of its own manifest
 */
record CloudConfiguration(String clusterName, JsonNode file, Optional<URI> proxy) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROXY = "HTTPS_PROXY";
    private static final String NAME_ARGUMENT = "--cluster-name=";

    /** Empty as long as the controller, its Secret or its cluster's name is not there. */
    static Optional<CloudConfiguration> read(ObjectStore store) {
        Optional<ObjectNode> controller = store.get(Paths.deployment(Paths.SYSTEM, "cloud-controller-manager"));
        Optional<String> name = controller.flatMap(CloudConfiguration::clusterName);
        Optional<JsonNode> file = store.get(Paths.secret(Paths.SYSTEM, "azure-cloud-provider"))
                .flatMap(secret -> SecretData.of(secret, "cloud-config"))
                .flatMap(CloudConfiguration::parse);
        return name.isPresent() && file.isPresent()
                ? Optional.of(new CloudConfiguration(
                        name.get(), file.get(), controller.flatMap(found -> proxy(store, found))))
                : Optional.empty();
    }

    String resource(String type, String name) {
        return group(file.path("resourceGroup").asText()) + "/providers/Microsoft.Network/" + type + "/" + name;
    }

    String subnet(String name) {
        String group = file.path("vnetResourceGroup").asText("");
        return group(group.isEmpty() ? file.path("resourceGroup").asText() : group)
                + "/providers/Microsoft.Network/virtualNetworks/"
                + file.path("vnetName").asText() + "/subnets/"
                + (name.isEmpty() ? file.path("subnetName").asText() : name);
    }

    String location() {
        return file.path("location").asText();
    }

    private String group(String name) {
        return "/subscriptions/" + file.path("subscriptionId").asText() + "/resourceGroups/" + name;
    }

    private static Optional<String> clusterName(ObjectNode deployment) {
        for (JsonNode container : deployment.at("/spec/template/spec/containers")) {
            for (String field : new String[] {"command", "args"}) {
                for (JsonNode argument : container.path(field)) {
                    if (argument.asText().startsWith(NAME_ARGUMENT)) {
                        return Optional.of(argument.asText().substring(NAME_ARGUMENT.length()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> proxy(ObjectStore store, ObjectNode deployment) {
        return StreamSupport.stream(
                        deployment.at("/spec/template/spec/containers").spliterator(), false)
                .flatMap(container ->
                        StreamSupport.stream(container.path("envFrom").spliterator(), false))
                .map(source -> source.at("/secretRef/name").asText())
                .filter(secret -> !secret.isEmpty())
                .flatMap(secret -> store.get(Paths.secret(Paths.SYSTEM, secret)).stream())
                .flatMap(secret -> SecretData.of(secret, PROXY).stream())
                .findFirst()
                .map(URI::create);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
