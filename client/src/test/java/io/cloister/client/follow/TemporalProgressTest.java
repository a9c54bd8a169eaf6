// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.client.follow.ProgressSource.NoAnswer;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against an address at which there is no Temporal any more. */
class TemporalProgressTest {

    private final WorkflowServiceStubs nobody =
            WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget("127.0.0.1:1")
                    .setSystemInfoTimeout(Duration.ofMillis(300))
                    .setRpcTimeout(Duration.ofMillis(300))
                    .setRpcQueryTimeout(Duration.ofMillis(300))
                    .setSystemInfoTimeout(Duration.ofMillis(300))
                    .setRpcTimeout(Duration.ofMillis(300))
                    .setRpcQueryTimeout(Duration.ofMillis(300))
                    .setRpcRetryOptions(RpcRetryOptions.newBuilder()
                            .setInitialInterval(Duration.ofMillis(10))
                            .setExpiration(Duration.ofMillis(50))
                            .validateBuildWithDefaults())
                    .build());
    private final ProgressSource progress = new TemporalProgress(WorkflowClient.newInstance(nobody), "cluster-demo");

    @AfterEach
    void close() {
        nobody.shutdownNow();
    }

    @Test
    void saysThatTemporalDoesNotAnswerWhereItIsAskedForTheEnd() {
        assertThatThrownBy(progress::closed)
                .isInstanceOf(NoAnswer.class)
                .hasMessageContaining("Temporal does not answer");
    }

    @Test
    void askingForProgressCanBeRepeatedToo() {
        assertThatThrownBy(progress::progress).isInstanceOf(NoAnswer.class);
        assertThatThrownBy(() -> progress.steps("cluster-demo-create")).isInstanceOf(NoAnswer.class);
    }
}
