// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.plan.ResourceId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubernetesActivitiesTest extends ClusterFixture {

    private static final List<ResourceId> WORKERS =
            List.of(new ResourceId("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/x/demo-general"));

    @Test
    void waitsForTheKubeconfigAndThenForAnApiServerThatIsReady() {
        cluster.refuseWith(500);
        meanwhile.add(this::publishKubeconfig);
        meanwhile.add(() -> cluster.refuseWith(0));

        activities.awaitApiServer(new AwaitApiServer(access, WORKERS));

        assertThat(meanwhile).isEmpty();
    }

    @Test
    void yieldsAfterAMinuteAndSaysWhatNodesReported() {
        vault.put(
                SECRETS + "/nodes/demo-general000001", Map.of("phase", "packages", "message", "the proxy answers 407"));

        ApplicationFailure failure = failure(() -> activities.awaitApiServer(new AwaitApiServer(access, WORKERS)));

        assertThat(failure.getType()).isEqualTo(FailureTypes.NODES_NOT_READY);
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(failure.getOriginalMessage())
                .isEqualTo(
                        "the API server is not up; last reports: demo-general000001 packages (the proxy answers 407)");
        assertThat(clock.passed()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void countsReadyNodesOfTheRightScaleSetsOnly() {
        publishKubeconfig();
        node("demo-general000000", "True");
        node("demo-general000001", "False");
        node("demo-generally00000", "True");
        node("demo-memory000000", "True");

        assertThat(failure(() -> activities.awaitNodes(new AwaitNodes(access, WORKERS, 2)))
                        .getOriginalMessage())
                .startsWith("1 of 2 nodes are ready; no node of demo-general has reached Vault");

        meanwhile.add(() -> node("demo-general000001", "True"));
        activities.awaitNodes(new AwaitNodes(access, WORKERS, 2));
    }

    private void node(String name, String ready) {
        cluster.put(
                "/api/v1/nodes/" + name,
                "{kind: Node, apiVersion: v1, metadata: {name: " + name + "}, status: {conditions: ["
                        + "{type: MemoryPressure, status: 'True'}, {type: Ready, status: '" + ready + "'}]}}");
    }
}
