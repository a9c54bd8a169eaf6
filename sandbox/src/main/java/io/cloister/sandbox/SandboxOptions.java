// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import io.cloister.sandbox.arm.ArmSettings;
import io.cloister.sandbox.core.Likeness;
import io.cloister.sandbox.https.HttpsFront;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/**
 * How a sandbox starts: read from a command line, or from {@link #defaults()} on by code. An option is a field, which carries
 * its name, its default and what it is for, and an accessor.
 */
public final class SandboxOptions implements Cloneable {

    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    public static final String RESOURCE_GROUP = "rg-private-demo";
    public static final String LOCATION = "westeurope";
    public static final String HUB_CIDR = "10.0.0.0/16";
    public static final String VAULT_ADDRESS = "10.0.0.10:8200";
    public static final double TIME_SCALE = 0.04;

    @Option(names = "--port", description = "Port of the ARM endpoint; 0, the default, for any free one.")
    private int port;

    @Option(
            names = "--time-scale",
            description = "Azure's latencies times this; ${DEFAULT-VALUE} where it is not given.")
    private double timeScale = TIME_SCALE;

    @Option(names = "--subscription")
    private String subscription = SUBSCRIPTION;

    @Option(names = "--resource-group")
    private String resourceGroup = RESOURCE_GROUP;

    @Option(names = "--location")
    private String location = LOCATION;

    @Option(names = "--hub-vnet", description = "Id of the hub's virtual network.")
    private String hubNetwork;

    @Option(names = "--hub-cidr")
    private String hubCidr = HUB_CIDR;

    @Option(names = "--vault-address", description = "Vault's private address and port; ${DEFAULT-VALUE}.")
    private String vaultAddress = VAULT_ADDRESS;

    @Option(names = "--ca-file", description = "Where to write the certificate authority that clients must trust.")
    private Path caFile;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "Keep what exists in this file over a restart. It holds secrets, and only its owner may read it.")
    private Path state;

    @Option(names = "--no-policy", description = "Leave out the policy that denies public IPs.")
    private boolean noPolicy;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Directory with policies that az exported: definitions, sets, assignments, exemptions.")
    private Path policies;

    @Option(
            names = "--like",
            paramLabel = "PROFILE",
            description = "quick (default), or azure: throttles, quotas and delays as Azure has them.")
    private Likeness likeness = Likeness.quick;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Address of the ARM endpoint's interface; ${DEFAULT-VALUE} where it is not given.")
    private String listen = HttpsFront.LOOPBACK;

    @Option(
            names = "--keep-requests",
            paramLabel = "N",
            description = "How many requests the log keeps; ${DEFAULT-VALUE} where it is not given.")
    private int keptRequests = ArmSettings.KEPT_REQUESTS;

    SandboxOptions() {}

    public static SandboxOptions defaults() {
        return new SandboxOptions();
    }

    /** Of the ARM front; 0 for any free one. */
    int port() {
        return port;
    }

    /** What Azure's latencies are multiplied by. */
    double timeScale() {
        return timeScale;
    }

    String subscription() {
        return subscription;
    }

    String resourceGroup() {
        return resourceGroup;
    }

    String location() {
        return location;
    }

    /** Id of the hub's virtual network. */
    String hubNetwork() {
        return hubNetwork != null
                ? hubNetwork
                : "/subscriptions/" + subscription
                        + "/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";
    }

    /** Directory with the policies of a real subscription, as az exports them. */
    Optional<Path> policies() {
        return Optional.ofNullable(policies);
    }

    String hubCidr() {
        return hubCidr;
    }

    /** Private address and port, such as {@code 10.0.0.10:8200}. */
    String vaultAddress() {
        return vaultAddress;
    }

    String vaultHost() {
        return vaultAddress.substring(0, vaultAddress.indexOf(':'));
    }

    int vaultPort() {
        return Integer.parseInt(vaultAddress.substring(vaultAddress.indexOf(':') + 1));
    }

    /** Where to write the authority that clients must trust; empty for a temporary file. */
    Optional<Path> caFile() {
        return Optional.ofNullable(caFile);
    }

    /** Where to keep what exists over a restart. */
    Optional<Path> state() {
        return Optional.ofNullable(state);
    }

    /** Whether public IPs are denied, as in a regulated company. */
    boolean policy() {
        return !noPolicy;
    }

    /** How much of Azure's friction is played. */
    Likeness likeness() {
        return likeness;
    }

    /** Address of the interface that the ARM front listens on. */
    String listen() {
        return listen;
    }

    /** By which clients on this machine reach it. */
    String host() {
        return List.of(HttpsFront.LOOPBACK, "0.0.0.0").contains(listen) ? "localhost" : listen;
    }

    /** Whether nobody but this machine reaches it. */
    boolean isLocal() {
        try {
            return InetAddress.getByName(listen).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** How many requests the log keeps. */
    int keptRequests() {
        return keptRequests;
    }

    public SandboxOptions withLikeness(Likeness other) {
        return with(copy -> copy.likeness = other);
    }

    public SandboxOptions withTimeScale(double scale) {
        return with(copy -> copy.timeScale = scale);
    }

    /** The subscription, group and region that clients work in. */
    public SandboxOptions withPlace(String inSubscription, String inGroup, String inLocation) {
        return with(copy -> {
            copy.subscription = inSubscription;
            copy.resourceGroup = inGroup;
            copy.location = inLocation;
        });
    }

    public SandboxOptions withHubNetwork(String id) {
        return with(copy -> copy.hubNetwork = id);
    }

    public SandboxOptions withVaultAddress(String addressAndPort) {
        return with(copy -> copy.vaultAddress = addressAndPort);
    }

    public SandboxOptions withListen(String address) {
        return with(copy -> copy.listen = address);
    }

    public SandboxOptions withState(Path file) {
        return with(copy -> copy.state = file);
    }

    private SandboxOptions with(Consumer<SandboxOptions> change) {
        SandboxOptions copy = clone();
        change.accept(copy);
        return copy;
    }

    @Override
    protected SandboxOptions clone() {
        try {
            return (SandboxOptions) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("this class is Cloneable", e);
        }
    }
}
