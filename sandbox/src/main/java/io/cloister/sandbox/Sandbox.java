// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cloister.sandbox.arm.Arm;
import io.cloister.sandbox.arm.ArmSettings;
import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.cluster.WebhookProgram;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.https.HttpsFront;
import io.cloister.sandbox.net.Cidr;
import io.cloister.sandbox.net.FlowLog;
import io.cloister.sandbox.net.Hub;
import io.cloister.sandbox.net.Listeners;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.PrivateProxy;
import io.cloister.sandbox.node.Fleet;
import io.cloister.sandbox.node.World;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Everything that the sandbox plays, wired together and listening on loopback, but for the ARM front where told otherwise. */
public final class Sandbox implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The bastion's place in the hub: the first address that Azure does not keep for itself. */
    private static final int BASTION = 4;

    private final SandboxOptions options;
    private final SandboxClock clock;
    private final PrivateNetwork network;
    private final ArmSettings settings;
    private final HttpsFront armFront;
    private final HttpsFront vaultFront;
    private final PrivateProxy proxy;
    private final Fleet fleet;
    private final Path caFile;
    private final String vaultToken;

    private Sandbox(SandboxOptions options, WebhookProgram webhook) throws IOException {
        this.options = options;
        this.clock = new ScaledClock(options.timeScale());
        OperationLog log = new OperationLog();
        SandboxCa authority = SandboxCa.create("Cloister sandbox");
        // The front's port is part of what ARM answers with, so the front comes first and its handler later.
        CompletableFuture<Arm> arriving = new CompletableFuture<>();
        this.armFront = HttpsFront.start(
                options.listen(),
                options.port(),
                authority,
                Stream.of("localhost", HttpsFront.LOOPBACK, options.listen())
                        .distinct()
                        .toList(),
                request -> control(arriving.join(), request));
        String tenant = UUID.randomUUID().toString();
        this.settings = new ArmSettings(
                tenant,
                options.subscription(),
                controlUri().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                options.likeness(),
                options.keptRequests());
        Entra entra = new Entra(tenant, clock);
        Arm arm = new Arm(clock, log, entra, settings);
        String bastion = Cidr.parse(options.hubCidr()).address(BASTION);
        this.network = new PrivateNetwork(
                arm.resources(),
                new Hub(options.hubNetwork(), options.vaultHost(), options.vaultPort(), bastion),
                new Listeners(),
                clock);
        VaultSeed vault = VaultSeed.create(clock, entra);
        this.vaultToken = vault.workerToken();
        var vaultHandler = FaultGate.ofVault(arm.faults()).before(vault.server()::handle);
        this.vaultFront =
                HttpsFront.start(0, authority, List.of(options.vaultHost(), "localhost", "127.0.0.1"), vaultHandler);
        network.listeners().open(options.vaultHost(), options.vaultPort(), vaultFront.port());
        Cluster.Surroundings surroundings =
                new Cluster.Surroundings(clock, network, webhook, log, FaultGate.ofKubernetes(arm.faults())::before);
        this.fleet = new Fleet(new World(arm.resources(), entra, arm::handle, vaultHandler, network, surroundings));
        LandingZone.seed(arm, options);
        this.proxy = PrivateProxy.start(network);
        this.caFile = options.caFile().orElse(Files.createTempFile("cloister-sandbox-ca", ".pem"));
        Files.writeString(caFile, authority.pem());
        arriving.complete(arm);
    }

    public static Sandbox start(SandboxOptions options) {
        return start(options, new WebhookImage());
    }

    static Sandbox start(SandboxOptions options, WebhookProgram webhook) {
        try {
            return new Sandbox(options, webhook);
        } catch (IOException e) {
            throw new IllegalStateException("the sandbox cannot start: " + e.getMessage(), e);
        }
    }

    /** What clients need in their environment. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CLOISTER_ARM_ENDPOINT", controlUri().toString());
        environment.put("AZURE_AUTHORITY_HOST", controlUri().toString());
        environment.put("AZURE_TENANT_ID", settings.tenantId());
        environment.put("AZURE_CLIENT_ID", settings.clientId());
        environment.put("AZURE_CLIENT_SECRET", settings.clientSecret());
        environment.put("AZURE_SUBSCRIPTION_ID", options.subscription());
        environment.put("AZURE_DISABLE_INSTANCE_DISCOVERY", "true");
        environment.put("CLOISTER_CA_FILE", caFile.toString());
        environment.put("CLOISTER_PRIVATE_PROXY", "http://127.0.0.1:" + proxy.port());
        environment.put("VAULT_ADDR", "https://" + options.vaultAddress());
        environment.put("VAULT_TOKEN", vaultToken);
        return environment;
    }

    /** The ARM front, which also serves {@code /sandbox/…}: faults, operations, requests, resources and flows. */
    public URI controlUri() {
        String host =
                List.of(HttpsFront.LOOPBACK, "0.0.0.0").contains(options.listen()) ? "localhost" : options.listen();
        return URI.create("https://" + host + ":" + armFront.port());
    }

    @Override
    public void close() {
        fleet.close();
        proxy.close();
        vaultFront.close();
        armFront.close();
        clock.close();
    }

    private ArmResponse control(Arm arm, ArmRequest request) {
        if (!request.uri().getPath().equals("/sandbox/flows")) {
            return arm.handle(request);
        }
        ArrayNode flows = JSON.createArrayNode();
        for (FlowLog.Entry entry : network.flowLog().entries()) {
            flows.addObject()
                    .put("at", entry.at().toString())
                    .put("flow", entry.flow())
                    .put("reason", entry.reason())
                    .put("times", entry.times());
        }
        return new ArmResponse(
                200,
                Map.of("Content-Type", "application/json"),
                flows.toString().getBytes(StandardCharsets.UTF_8));
    }
}
