// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.connect;

import io.cloister.client.CommandFailure;
import io.cloister.temporal.Payloads;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Temporal as its own profiles and {@code TEMPORAL_*} variables describe it. */
public final class ConfiguredTemporal implements TemporalConnections {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration QUERY_PATIENCE = Duration.ofSeconds(5);

    /** The in-memory server advertises worker heartbeats and does not take them: a warning each. */
    private static final Duration NO_HEARTBEAT = Duration.ofSeconds(-1);

    private final Map<String, String> environment;

    public ConfiguredTemporal(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A server that was started here: no profile has a say in how it is reached. */
    public static TemporalConnection openAt(String address) {
        return open(ClientConfigProfile.newBuilder().setAddress(address).build());
    }

    @Override
    public boolean configured() {
        String address = profile().getAddress();
        return address != null && !address.isBlank();
    }

    @Override
    public TemporalConnection open() {
        return open(profile());
    }

    private static TemporalConnection open(ClientConfigProfile profile) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                        .setRpcQueryTimeout(QUERY_PATIENCE)
                        .build());
        String address = stubs.getOptions().getTarget();
        try {
            stubs.connect(PATIENCE);
        } catch (StatusRuntimeException unreachable) {
            stubs.shutdownNow();
            throw CommandFailure.failed("no Temporal answers at " + address + " ("
                    + unreachable.getStatus().getCode()
                    + "): start one there, or set TEMPORAL_ADDRESS or a Temporal profile");
        }
        WorkflowClientOptions options = WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                .setDataConverter(Payloads.converter())
                .setWorkerHeartbeatInterval(NO_HEARTBEAT)
                .build();
        return new TemporalConnection(WorkflowClient.newInstance(stubs, options), address, stubs::shutdownNow);
    }

    private ClientConfigProfile profile() {
        try {
            return ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setEnvOverrides(environment)
                    .build());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw CommandFailure.failed("Temporal's profile cannot be read: " + unreadable.getMessage());
        }
    }
}
