// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import com.uber.m3.tally.Scope;
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
import java.util.concurrent.TimeUnit;

/** The worker's connection to Temporal, by Temporal's own profiles and {@code TEMPORAL_*} variables. */
record WorkerConnection(WorkflowServiceStubs stubs, WorkflowClient client) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static WorkerConnection open(Map<String, String> environment, Scope metrics) throws StartProblem {
        ClientConfigProfile profile = profile(environment);
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                        .setMetricsScope(metrics)
                        .build());
        try {
            stubs.connect(PATIENCE);
        } catch (StatusRuntimeException unreachable) {
            String address = stubs.getOptions().getTarget();
            stubs.shutdownNow();
            throw new StartProblem(
                    "no Temporal answers at " + address + " ("
                            + unreachable.getStatus().getCode()
                            + "): start one there, or set TEMPORAL_ADDRESS or a profile",
                    unreachable);
        }
        WorkflowClientOptions options = WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                .setDataConverter(Payloads.converter())
                .build();
        return new WorkerConnection(stubs, WorkflowClient.newInstance(stubs, options));
    }

    private static ClientConfigProfile profile(Map<String, String> environment) throws StartProblem {
        try {
            return ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setEnvOverrides(environment)
                    .build());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartProblem("Temporal's profile cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    String address() {
        return stubs.getOptions().getTarget();
    }

    String namespace() {
        return client.getOptions().getNamespace();
    }

    @Override
    public void close() {
        stubs.shutdown();
        if (!stubs.awaitTermination(2, TimeUnit.SECONDS)) {
            stubs.shutdownNow();
        }
    }
}
