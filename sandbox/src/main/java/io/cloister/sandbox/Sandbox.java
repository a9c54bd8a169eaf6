// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.Arm;
import io.cloister.sandbox.arm.ArmSettings;
import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.cluster.WebhookProgram;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.https.HttpsFront;
import io.cloister.sandbox.imds.InstanceMetadata;
import io.cloister.sandbox.net.Listeners;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.PrivateProxy;
import io.cloister.sandbox.net.topology.Hub;
import io.cloister.sandbox.node.Fleet;
import io.cloister.sandbox.node.World;
import io.cloister.sandbox.overview.Denials;
import io.cloister.sandbox.overview.Overview;
import io.cloister.sandbox.policies.PolicyExport;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.state.Continuity;
import io.cloister.sandbox.state.SavedState;
import io.cloister.sandbox.state.StateFile;
import io.cloister.sandbox.state.StateKeeper;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that the sandbox plays, wired together and listening on loopback, but for the ARM front where told otherwise. */
public final class Sandbox implements AutoCloseable {

    /** The bastion's place in the hub: the first address that Azure does not keep for itself. */
    private static final int BASTION = 4;

    private final SandboxOptions options;
    private final SandboxClock clock;
    private final PrivateNetwork network;
    private final ArmSettings settings;
    private final HttpsFront armFront;
    private final HttpsFront vaultFront;
    private final PrivateProxy proxy;
    private final HttpsFront metadata;
    private final String identityHeader;
    private final Fleet fleet;
    private final Path caFile;
    private final String vaultToken;
    private final String controlToken;
    private final Optional<StateKeeper> keeper;
    private final List<String> notes;

    private Sandbox(
            SandboxOptions options, WebhookProgram webhook, Optional<StateFile> file, Optional<SavedState> saved)
            throws IOException {
        Optional<PolicyExport> policies = options.policies().map(PolicyExport::read);
        this.options = options;
        this.clock = new ScaledClock(options.timeScale());
        Optional<Continuity> known = saved.map(SavedState::continuity);
        OperationLog log = new OperationLog();
        SandboxCa authority = known.map(Continuity::authority)
                .map(SandboxCa::of)
                .orElseGet(() -> SandboxCa.create("Cloister sandbox"));
        // The front's port is part of what ARM answers with, so the front comes first and its handler later.
        CompletableFuture<Function<ArmRequest, ArmResponse>> arriving = new CompletableFuture<>();
        this.armFront = HttpsFront.start(
                options.listen(),
                options.port() != 0
                        ? options.port()
                        : known.map(Continuity::armPort).orElse(0),
                authority,
                Stream.of("localhost", HttpsFront.LOOPBACK, options.listen())
                        .distinct()
                        .toList(),
                request -> arriving.join().apply(request));
        this.settings = settings(known);
        Entra entra = known.map(one -> Entra.withKey(one.tenantId(), clock, one.signingKey()))
                .orElseGet(() -> new Entra(settings.tenantId(), clock));
        Arm arm = new Arm(clock, log, entra, settings);
        Denials denials = new Denials(clock);
        Function<ArmRequest, ArmResponse> azure = denials.watching(arm::handle);
        Cidr hub = Cidr.of(options.hubCidr())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--hub-cidr '" + options.hubCidr() + "' is no IPv4 range such as " + SandboxOptions.HUB_CIDR));
        String bastion = Cidr.text(hub.first() + BASTION);
        this.network = new PrivateNetwork(
                arm.resources(),
                new Hub(options.hubNetwork(), options.vaultHost(), options.vaultPort(), bastion),
                new Listeners(),
                clock);
        VaultSeed vault = VaultSeed.create(clock, entra);
        this.vaultToken = known.map(Continuity::vaultToken).orElse(vault.workerToken());
        this.controlToken = known.map(Continuity::controlToken).orElseGet(ControlToken::random);
        var vaultHandler = FaultGate.ofVault(arm.faults()).before(vault.server()::handle);
        this.vaultFront =
                HttpsFront.start(0, authority, List.of(options.vaultHost(), "localhost", "127.0.0.1"), vaultHandler);
        network.listeners().open(options.vaultHost(), options.vaultPort(), vaultFront.port());
        Cluster.Surroundings surroundings =
                new Cluster.Surroundings(clock, network, webhook, log, FaultGate.ofKubernetes(arm.faults())::before);
        this.fleet = new Fleet(new World(arm.resources(), entra, azure, vaultHandler, network, surroundings));
        LandingZone.seed(arm, options);
        this.notes = policies.map(export -> export.into(
                        options.subscription(), id -> arm.resources().get(id).isPresent(), arm::seed))
                .orElse(List.of());
        SandboxState state = new SandboxState(arm, vault.server(), fleet);
        ObjectNode beginning = saved.map(SavedState::beginning).orElseGet(state::save);
        saved.map(SavedState::present).ifPresent(state::restore);
        this.proxy =
                PrivateProxy.start(network, known.map(Continuity::proxyPort).orElse(0));
        this.identityHeader = known.map(Continuity::identityHeader).orElseGet(Sandbox::random);
        this.metadata = HttpsFront.startUnencrypted(
                known.map(Continuity::identityPort).orElse(0),
                new InstanceMetadata(
                                arm.resources(),
                                entra,
                                clock,
                                settings.clientObjectId(),
                                settings.clientId(),
                                identityHeader)::handle);
        this.caFile = caFile(known);
        Files.writeString(caFile, authority.pem());
        Overview overview = new Overview(arm, network, clock, denials);
        arriving.complete(new SandboxRoutes(arm, azure, overview, network, clock, state, beginning, token())::handle);
        Continuity continuity = continuity(entra, authority);
        this.keeper = file.isEmpty()
                ? Optional.empty()
                : Optional.of(StateKeeper.start(file.get(), () -> new SavedState(continuity, beginning, state.save())));
    }

    /** @throws IllegalStateException where it cannot; the message is for the user */
    public static Sandbox start(SandboxOptions options) {
        return start(options, new WebhookImage());
    }

    static Sandbox start(SandboxOptions options, WebhookProgram webhook) {
        Optional<StateFile> file = options.state().map(StateFile::new);
        Optional<SavedState> saved = file.flatMap(StateFile::read);
        try {
            return new Sandbox(options, webhook, file, saved);
        } catch (IllegalArgumentException e) {
            throw saved.isPresent() ? file.get().unusable(e.getMessage()) : e;
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
        environment.put("AZURE_SUBSCRIPTION_ID", settings.subscriptionId());
        environment.put("AZURE_DISABLE_INSTANCE_DISCOVERY", "true");
        environment.put("CLOISTER_CA_FILE", caFile.toString());
        environment.put("CLOISTER_PRIVATE_PROXY", "http://127.0.0.1:" + proxy.port());
        environment.put("IDENTITY_ENDPOINT", "http://127.0.0.1:" + metadata.port() + "/msi/token");
        environment.put("IDENTITY_HEADER", identityHeader);
        environment.put("VAULT_ADDR", "https://" + options.vaultAddress());
        environment.put("VAULT_TOKEN", vaultToken);
        if (token().isPresent()) {
            environment.put(ControlToken.VARIABLE, controlToken);
        }
        // nothing is pulled here: whatever the image's name, the sandbox runs the webhook itself
        environment.put("CLOISTER_WEBHOOK_IMAGE", "registry.sandbox.invalid/cloister/webhook");
        return environment;
    }

    /** What was moved or left out of the policies that were to be loaded. */
    public List<String> notes() {
        return notes;
    }

    /** The ARM front, which also serves {@code /sandbox/…}: see docs/sandbox.md. */
    public URI controlUri() {
        return URI.create("https://" + options.host() + ":" + armFront.port());
    }

    @Override
    public void close() {
        keeper.ifPresent(StateKeeper::close);
        fleet.close();
        proxy.close();
        metadata.close();
        vaultFront.close();
        armFront.close();
        clock.close();
    }

    /** What {@code /sandbox/…} asks for; nothing on the loopback. */
    private Optional<ControlToken> token() {
        return options.isLocal() ? Optional.empty() : Optional.of(new ControlToken(controlToken));
    }

    private ArmSettings settings(Optional<Continuity> known) {
        return new ArmSettings(
                known.map(Continuity::tenantId).orElseGet(Sandbox::random),
                known.map(Continuity::subscriptionId).orElse(options.subscription()),
                controlUri().toString(),
                known.map(Continuity::clientId).orElseGet(Sandbox::random),
                known.map(Continuity::clientSecret).orElseGet(Sandbox::random),
                known.map(Continuity::clientObjectId).orElseGet(Sandbox::random),
                options.likeness(),
                options.keptRequests());
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    private Path caFile(Optional<Continuity> known) throws IOException {
        Optional<Path> wanted =
                options.caFile().or(() -> known.map(Continuity::caFile).map(Path::of));
        return wanted.isPresent() ? wanted.get() : Files.createTempFile("cloister-sandbox-ca", ".pem");
    }

    private Continuity continuity(Entra entra, SandboxCa authority) {
        return new Continuity(
                settings.tenantId(),
                settings.subscriptionId(),
                settings.clientId(),
                settings.clientSecret(),
                settings.clientObjectId(),
                entra.signingKey(),
                authority.withKey(),
                vaultToken,
                armFront.port(),
                proxy.port(),
                metadata.port(),
                identityHeader,
                caFile.toAbsolutePath().toString(),
                controlToken);
    }
}
