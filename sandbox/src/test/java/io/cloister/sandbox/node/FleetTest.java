// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.DemoAzure;
import io.cloister.sandbox.FakeResources;
import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.Listeners;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.topology.Hub;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.vault.TokenClaims.Claims;
import io.cloister.sandbox.vault.VaultServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final String IDENTITY = DemoAzure.GROUP + "/identities/demo-control-plane";
    private static final String PROXY_ADDRESS = "10.20.1.9";
    private static final String NODE_ADDRESS = "10.20.1.4";

    private final ScaledClock clock = new ScaledClock(0.001);
    private final Entra entra = new Entra("tenant", clock);
    private final VaultServer vault = new VaultServer(
            clock,
            token ->
                    entra.verify(token).map(caller -> new Claims(caller.audience(), Map.of("oid", caller.objectId()))));
    private final String root = vault.rootToken();
    private final FakeResources azure = DemoAzure.peered("");
    private final Listeners listeners = new Listeners();
    private final OperationLog log = new OperationLog();
    private final PrivateNetwork network =
            new PrivateNetwork(azure, new Hub(DemoAzure.HUB, "10.0.0.10", 8200, "10.0.0.4"), listeners, clock);
    private final Fleet fleet = fleet();

    @BeforeEach
    void prepareVaultAndAzure() {
        listeners.open("10.0.0.10", 8200, 0);
        azure.put(
                IDENTITY,
                "Microsoft.ManagedIdentity/userAssignedIdentities",
                "{'properties': {'principalId': 'cp-oid', 'clientId': 'cp-client'}}");
        DemoAzure.internalBalancer(azure);
        vault.token(
                "cloister-demo",
                "path \"secret/data/cloister/demo/*\" { capabilities = [\"create\", \"read\", \"update\"] }");
        write(
                "auth/jwt/role/cloister-demo",
                "{'user_claim': 'oid', 'bound_audiences': ['api://cloister'], 'bound_claims': {'oid': 'cp-oid'},"
                        + " 'token_policies': ['cloister-demo']}");
        write(
                "secret/data/cloister/demo/settings",
                "{'data': {'kubernetesVersion': '1.34.1', 'apiServerName': 'api.demo', 'apiServerAddress': '"
                        + DemoAzure.FRONTEND_ADDRESS + "', 'proxyUrl': 'http://" + PROXY_ADDRESS + ":3128'}}");
        credentials("right");
    }

    @AfterEach
    void switchEverythingOff() {
        fleet.close();
        clock.close();
    }

    @Test
    void aControlPlaneNodeComesUpThroughTheProxyAndPublishesItsKubeconfig() throws Exception {
        boot("proxy", "proxy", PROXY_ADDRESS, "");
        boot("cp0", "control-plane", NODE_ADDRESS, DemoAzure.inPool());

        await(() -> !read("kubeconfig").isMissingNode());

        assertThat(read("kubeconfig").path("kubeconfig").asText())
                .contains("https://" + DemoAzure.FRONTEND_ADDRESS + ":6443");
        assertThat(network.judge(new Flow("10.0.0.4", DemoAzure.FRONTEND_ADDRESS, 6443))
                        .address())
                .isEqualTo(NODE_ADDRESS);
        assertThat(log.entries())
                .filteredOn(entry -> entry.target().equals("node:cp0:packages"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.waitedFor()).contains("node:proxy:squid"));
    }

    @Test
    void withoutAPeeringNoNodeGetsToVault() throws Exception {
        azure.delete(DemoAzure.peeringId(DemoAzure.VNET));
        boot("cp0", "control-plane", NODE_ADDRESS, "");

        await(() -> network.flowLog().entries().stream()
                .anyMatch(entry -> entry.reason().contains("no connected peering")));

        assertThat(read("nodes/cp0").isMissingNode()).isTrue();
    }

    @Test
    void aWrongProxyPasswordIsReportedAndTriedAgain() throws Exception {
        boot("proxy", "proxy", PROXY_ADDRESS, "");
        await(() -> read("nodes/proxy").path("phase").asText().equals("ready"));
        credentials("wrong");
        boot("cp0", "control-plane", NODE_ADDRESS, DemoAzure.inPool());

        await(() -> read("nodes/cp0").path("message").asText().contains("407"));

        credentials("right");
        await(() -> !read("kubeconfig").isMissingNode());
    }

    @Test
    void machinesThatComeBackFindTheirClusterAsItWas() throws Exception {
        boot("proxy", "proxy", PROXY_ADDRESS, "");
        boot("cp0", "control-plane", NODE_ADDRESS, DemoAzure.inPool());
        await(() -> !read("kubeconfig").isMissingNode());
        JsonNode kubeconfig = read("kubeconfig");
        ObjectNode saved = fleet.saveClusters();
        fleet.close();
        listeners.closeAll(NODE_ADDRESS);
        assertThat(saved.findValuesAsText("resource")).contains("nodes", "namespaces");

        try (Fleet restarted = fleet()) {
            restarted.restoreClusters(saved);
            azure.powerOn(DemoAzure.machineId("proxy"));
            azure.powerOn(DemoAzure.machineId("cp0"));
            await(() -> read("nodes/cp0").path("message").asText().contains("back"));

            assertThat(listeners.listening(NODE_ADDRESS, 6443)).isTrue();
            assertThat(read("kubeconfig")).isEqualTo(kubeconfig);
            assertThat(restarted.saveClusters()).hasSize(1);
            assertThat(restarted.saveClusters().findValuesAsText("adminToken"))
                    .isEqualTo(saved.findValuesAsText("adminToken"));
        }
    }

    @Test
    void deletingTheLastControlPlaneNodeStopsTheApiServer() throws Exception {
        boot("proxy", "proxy", PROXY_ADDRESS, "");
        boot("cp0", "control-plane", NODE_ADDRESS, DemoAzure.inPool());
        await(() -> listeners.listening(NODE_ADDRESS, 6443));

        azure.delete(DemoAzure.machineId("cp0"));

        assertThat(listeners.listening(NODE_ADDRESS, 6443)).isFalse();
    }

    private Fleet fleet() {
        return new Fleet(new World(
                azure,
                entra,
                request -> new ArmResponse(404, Map.of(), new byte[0]),
                vault::handle,
                network,
                new Cluster.Surroundings(
                        clock,
                        network,
                        (certificate, key, rules) -> {
                            throw new IOException("no webhook in this test");
                        },
                        log,
                        UnaryOperator.identity())));
    }

    private void boot(String name, String role, String address, String pools) {
        String node = """
                #cloud-config
                write_files:
                - path: /etc/cloister/node.yaml
                  content: |
                    cluster: demo
                    role: %s
                    pool: %s
                    identity: %s
                    vault:
                      address: https://10.0.0.10:8200
                      authMount: jwt
                      role: cloister-demo
                      audience: api://cloister
                      secrets: secret/data/cloister/demo
                """.formatted(role, role, IDENTITY);
        String id = DemoAzure.machineId(name);
        azure.put(
                id,
                "Microsoft.Compute/virtualMachines",
                "{'identity': {'userAssignedIdentities': {'" + IDENTITY + "': {}}}, 'properties': {'osProfile': "
                        + "{'computerName': '" + name + "', 'customData': '"
                        + Base64.getEncoder().encodeToString(node.getBytes(StandardCharsets.UTF_8)) + "'}}}");
        DemoAzure.nic(azure, name, id, address, pools);
        azure.powerOn(id);
    }

    private void credentials(String password) {
        write("secret/data/cloister/demo/proxy", "{'data': {'username': 'u', 'password': '" + password + "'}}");
    }

    private void write(String path, String json) {
        vault.handle(request("POST", path, json.replace('\'', '"')));
    }

    private JsonNode read(String path) {
        try {
            return new ObjectMapper()
                    .readTree(vault.handle(request("GET", "secret/data/cloister/demo/" + path, ""))
                            .body())
                    .at("/data/data");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ArmRequest request(String method, String path, String body) {
        return new ArmRequest(
                method,
                URI.create("https://vault/v1/" + path),
                Map.of("x-vault-token", root),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; attempt < 2000 && !condition.getAsBoolean(); attempt++) {
            CountDownLatch moment = new CountDownLatch(1);
            clock.after(Duration.ofSeconds(5), moment::countDown);
            moment.await();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
