// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.observe.SearchAttributes;
import io.cloister.temporal.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;

/** A Temporal of one test, in real time; its connections outlive the commands that close them. */
final class InMemoryTemporal implements TemporalConnections, AutoCloseable {

    private final TestWorkflowEnvironment environment =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setUseTimeskipping(false)
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());

    InMemoryTemporal() {
        SearchAttributes.ALL.forEach(key -> environment.registerSearchAttribute(key.getName(), key.getValueType()));
    }

    TestWorkflowEnvironment environment() {
        return environment;
    }

    WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public TemporalConnection open() {
        return new TemporalConnection(client(), "in this test", () -> {});
    }

    @Override
    public void close() {
        environment.close();
    }
}
