// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.kubernetes.ResourcePath;
import io.cloister.sandbox.protocol.ArmResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudControllerTest {

    private static final String BALANCER =
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/demo-internal";

    private final ScaledClock clock = new ScaledClock(1);
    private final ObjectStore store = new ObjectStore(clock);
    private final Map<String, String> azure = new HashMap<>();
    private final CloudController controller = new CloudController(store, clock, proxy -> Optional.of(way(proxy)));

    @BeforeEach
    void installTheController() {
        put(
                Paths.deployment(Paths.SYSTEM, "cloud-controller-manager"),
                "{'spec': {'template': {'spec': {'containers': [{'args': ['--cluster-name=demo']}]}}}}");
        put(
                Paths.secret(Paths.SYSTEM, "azure-cloud-provider"),
                "{'stringData': {'cloud-config': '{\\'subscriptionId\\':\\'s\\',\\'resourceGroup\\':\\'rg\\',"
                        + "\\'vnetName\\':\\'v\\',\\'subnetName\\':\\'n\\',\\'location\\':\\'l\\'}'}}");
        azure.put(BALANCER, "{\"properties\":{\"frontendIPConfigurations\":[{\"name\":\"static\"}]}}");
    }

    private Optional<URI> told = Optional.empty();

    @AfterEach
    void stopTheClock() {
        clock.close();
    }

    @Test
    void anInternalServiceGetsAFrontendAndLosesItAgain() {
        ResourcePath path = Paths.service("default", "web");
        put(
                path,
                "{'metadata': {'annotations': {'service.beta.kubernetes.io/azure-load-balancer-internal': 'true'}},"
                        + " 'spec': {'type': 'LoadBalancer', 'loadBalancerIP': '10.20.2.9', 'ports': [{'port': 80}]}}");

        controller.reconcile();

        assertThat(store.get(path)
                        .orElseThrow()
                        .at("/status/loadBalancer/ingress/0/ip")
                        .asText())
                .isEqualTo("10.20.2.9");

        store.delete(path);
        assertThat(store.get(path)).isPresent();
        controller.reconcile();

        assertThat(store.get(path)).isEmpty();
        assertThat(azure.get(BALANCER)).contains("static").doesNotContain("10.20.2.9");
    }

    @Test
    void aPublicServiceStaysPendingAndSaysWhy() {
        ResourcePath path = Paths.service("default", "web");
        put(path, "{'spec': {'type': 'LoadBalancer', 'ports': [{'port': 80}]}}");

        controller.reconcile();

        assertThat(store.get(path)
                        .orElseThrow()
                        .at("/status/loadBalancer/ingress")
                        .isEmpty())
                .isTrue();
        assertThat(store.list(ResourcePath.of("", "events", "default", "")))
                .anySatisfy(event -> assertThat(event.path("message").asText()).contains("RequestDisallowedByPolicy"));
    }

    @Test
    void theControllerGoesThroughTheProxyOfItsOwnManifestOnly() {
        controller.reconcile();
        assertThat(told).isEmpty();

        put(
                Paths.secret(Paths.SYSTEM, "egress"),
                "{'stringData': {'HTTPS_PROXY': 'http://user:secret@10.20.4.4:3128'}}");
        store.change(
                Paths.deployment(Paths.SYSTEM, "cloud-controller-manager"),
                deployment -> ((ObjectNode) deployment.at("/spec/template/spec/containers/0"))
                        .putArray("envFrom")
                        .addObject()
                        .putObject("secretRef")
                        .put("name", "egress"));
        controller.reconcile();

        assertThat(told).contains(URI.create("http://user:secret@10.20.4.4:3128"));
    }

    private AzureAccess way(Optional<URI> proxy) {
        told = proxy;
        return this::answer;
    }

    private ArmResponse answer(String method, String id, String body) {
        if (id.contains("publicIPAddresses")) {
            return method.equals("PUT")
                    ? reply(403, "{\"error\":{\"code\":\"RequestDisallowedByPolicy\",\"message\":\"denied\"}}")
                    : reply(404, "{}");
        }
        if (method.equals("PUT")) {
            azure.put(id, body);
        }
        return azure.containsKey(id) ? reply(200, azure.get(id)) : reply(404, "{}");
    }

    private static ArmResponse reply(int status, String body) {
        return new ArmResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private void put(ResourcePath path, String json) {
        try {
            String text = json.replace("\\'", "\\\"").replace('\'', '"');
            store.create(path, (ObjectNode) new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
