// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.SandboxClient;
import io.cloister.sandbox.SandboxOptions;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Azure cloud controller manager, unchanged, between a real kube-apiserver and a sandbox that runs as a process. No
 * kubelet runs: the nodes are written here, one for each instance of a scale set.
 */
@Tag("real-clients")
class CloudControllerTest {

    private static final String INTERNAL = "service.beta.kubernetes.io/azure-load-balancer-internal";
    private static final String SUBNET = INTERNAL + "-subnet";
    private static final String BALANCER = "/providers/Microsoft.Network/loadBalancers/demo-internal";
    private static final String LINKS = "/providers/Microsoft.Network/privateLinkServices";
    private static final String SCALE_SET = "/providers/Microsoft.Compute/virtualMachineScaleSets/workers";

    private static final String DEPLOYMENT = "/providers/Microsoft.Resources/deployments/cluster";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static SandboxClient azure;
    private static KubernetesClient cluster;

    @BeforeAll
    static void startAll() throws IOException, InterruptedException {
        Clients clients = Clients.installed(directory);
        assumeTrue(
                Clients.required() || clients.has("CLOISTER_KUBERNETES"),
                "SKIPPED: there is no Azure cloud controller with kube-apiserver and etcd here;"
                        + " tools/install-clients.sh --cloud-controller builds them");
        assertThat(clients.variables())
                .as("the cloud controller must be there in CI")
                .containsKey("CLOISTER_KUBERNETES");
        RunningSandbox sandbox = started(RunningSandbox.in(directory, "--time-scale", "0.01"));
        azure = new SandboxClient(sandbox.environment());
        Path binaries = clients.path("CLOISTER_KUBERNETES");
        KubeApiServer server = started(new KubeApiServer(binaries, directory));
        cluster = started(server.client());
        deployTheClustersResources();
        for (JsonNode instance : instances()) {
            register(instance);
        }
        started(CloudController.start(
                binaries.resolve("cloud-controller-manager"),
                sandbox.environment(),
                SandboxOptions.RESOURCE_GROUP,
                server,
                directory));
    }

    @AfterAll
    static void stopAll() throws Exception {
        for (int last = STARTED.size() - 1; last >= 0; last--) {
            STARTED.get(last).close();
        }
        STARTED.clear();
    }

    @Test
    void anInternalServiceGetsABalancerInFrontOfTheScaleSetThatFollowsItAndGoesWithIt() throws Exception {
        Resource<Service> service = create("inside", Map.of(INTERNAL, "true", SUBNET, "services"));

        String address = service.waitUntilCondition(CloudControllerTest::hasAddress, 2, TimeUnit.MINUTES)
                .getStatus()
                .getLoadBalancer()
                .getIngress()
                .get(0)
                .getIp();

        assertThat(address).startsWith("10.30.2.");
        JsonNode balancer = get(BALANCER);
        assertThat(balancer.at("/properties/frontendIPConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo(address);
        assertThat(ports(balancer)).containsExactly(80);
        JsonNode pool = balancer.at("/properties/backendAddressPools/0/properties");
        assertThat(pool.path("backendIPConfigurations"))
                .as("one of each instance's network interface")
                .hasSize(2);
        assertThat(pool.path("loadBalancerBackendAddresses").findValuesAsText("name"))
                .doesNotHaveDuplicates();

        service.edit(edited -> new ServiceBuilder(edited)
                .editSpec()
                .addNewPort()
                .withName("metrics")
                .withPort(9090)
                .endPort()
                .endSpec()
                .build());
        eventually(() -> ports(get(BALANCER)).equals(List.of(80, 9090)));

        service.delete();
        service.waitUntilCondition(Objects::isNull, 2, TimeUnit.MINUTES);
        eventually(() -> !frontends(get(BALANCER)).contains(address));
    }

    @Test
    void aServiceCanBeReachedThroughAPrivateLink() throws Exception {
        Resource<Service> service = create(
                "linked",
                Map.of(INTERNAL, "true", SUBNET, "services", "service.beta.kubernetes.io/azure-pls-create", "true"));

        service.waitUntilCondition(CloudControllerTest::hasAddress, 2, TimeUnit.MINUTES);

        JsonNode link = get(LINKS).at("/value/0");
        assertThat(link.path("name").asText()).startsWith("pls-");
        assertThat(link.at("/properties/alias").asText()).isNotEmpty();

        service.delete();
        service.waitUntilCondition(Objects::isNull, 2, TimeUnit.MINUTES);
        assertThat(get(LINKS).path("value")).isEmpty();
    }

    @Test
    void aPublicServiceIsRefusedByPolicyAndItsEventsSaySo() {
        Resource<Service> service = create("outside", Map.of());

        Event event = cluster.v1()
                .events()
                .inNamespace("default")
                .informOnCondition(events -> events.stream().anyMatch(CloudControllerTest::isTheRefusal))
                .thenApply(events -> events.stream()
                        .filter(CloudControllerTest::isTheRefusal)
                        .findFirst()
                        .orElseThrow())
                .orTimeout(2, TimeUnit.MINUTES)
                .join();

        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getMessage()).contains("RequestDisallowedByPolicy", "Use an internal load balancer.");
        assertThat(hasAddress(service.get())).isFalse();
        service.delete();
    }

    @Test
    void aDeletedInstanceTakesItsNodeAlong() throws Exception {
        assertThat(azure.arm("PATCH", SCALE_SET, "{'sku': {'capacity': 3}}").statusCode())
                .isLessThan(300);
        eventually(() -> instances().size() == 3);
        JsonNode added = instances().get(2);
        Resource<Node> node = register(added);

        azure.arm(
                "DELETE",
                SCALE_SET + "/virtualMachines/" + added.path("instanceId").asText(),
                "");
        eventually(() -> instances().size() == 2);
        ready(node, "Unknown");

        node.waitUntilCondition(Objects::isNull, 2, TimeUnit.MINUTES);
    }

    private static void deployTheClustersResources() throws IOException, InterruptedException {
        ObjectNode deployment = JSON.createObjectNode();
        try (var template = CloudControllerTest.class.getResourceAsStream("cluster.json")) {
            deployment.putObject("properties").put("mode", "Incremental").set("template", JSON.readTree(template));
        }
        azure.arm("PUT", DEPLOYMENT, deployment);
        eventually(() ->
                !get(DEPLOYMENT).at("/properties/provisioningState").asText().matches("Accepted|Running"));
        assertThat(get(DEPLOYMENT).at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
    }

    private static List<JsonNode> instances() throws IOException, InterruptedException {
        return StreamSupport.stream(
                        get(SCALE_SET + "/virtualMachines").path("value").spliterator(), false)
                .toList();
    }

    /** As the kubelet and the cloud node manager of that machine would. */
    private static Resource<Node> register(JsonNode instance) {
        String name = instance.at("/properties/osProfile/computerName").asText();
        Resource<Node> node = cluster.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withProviderID("azure://" + instance.path("id").asText())
                        .endSpec()
                        .build());
        node.create();
        ready(node, "True");
        return node;
    }

    private static void ready(Resource<Node> node, String status) {
        node.editStatus(found -> new NodeBuilder(found)
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(status)
                .endCondition()
                .endStatus()
                .build());
    }

    private static Resource<Service> create(String name, Map<String, String> annotations) {
        Resource<Service> service = cluster.services()
                .inNamespace("default")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withNewSpec()
                        .withType("LoadBalancer")
                        .addNewPort()
                        .withName("http")
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build());
        service.create();
        return service;
    }

    private static boolean hasAddress(Service service) {
        return service != null
                && !service.getStatus().getLoadBalancer().getIngress().isEmpty();
    }

    private static boolean isTheRefusal(Event event) {
        return event.getReason().equals("SyncLoadBalancerFailed")
                && event.getInvolvedObject().getName().equals("outside");
    }

    private static List<String> frontends(JsonNode balancer) {
        return balancer.at("/properties/frontendIPConfigurations").findValuesAsText("privateIPAddress");
    }

    private static List<Integer> ports(JsonNode balancer) {
        return StreamSupport.stream(
                        balancer.at("/properties/loadBalancingRules").spliterator(), false)
                .map(rule -> rule.at("/properties/frontendPort").asInt())
                .sorted()
                .toList();
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return SandboxClient.body(azure.arm("GET", path, ""));
    }

    private static <T extends AutoCloseable> T started(T program) {
        STARTED.add(program);
        return program;
    }

    /** What can be asked of the sandbox, and is not so at once. */
    private interface Condition {

        boolean holds() throws IOException, InterruptedException;
    }

    private static void eventually(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("two minutes").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
