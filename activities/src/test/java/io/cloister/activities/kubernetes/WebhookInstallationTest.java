// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.plan.step.InstallWebhook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookInstallationTest extends ClusterFixture {

    private static final String WEBHOOK = "/apis/apps/v1/namespaces/cloister-system/deployments/cloister-webhook";

    @Test
    void tellsTheApiServerOfTheWebhookOnlyOnceItRuns() {
        publishKubeconfig();
        meanwhile.add(() -> cluster.object(WEBHOOK).putObject("status").put("availableReplicas", 1));

        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));

        assertThat(meanwhile).isEmpty();
        assertThat(cluster.changes())
                .extracting(change -> change.replaceAll("\\?.*", "").replaceAll(".*/", ""))
                .containsExactly(
                        "cloister-system",
                        "cloister-webhook-tls",
                        "cloister-webhook-rules",
                        "cloister-webhook",
                        "cloister-webhook",
                        "cloister-webhook",
                        "cloister-webhook");
        assertThat(cluster.changes().get(6)).contains("mutatingwebhookconfigurations");
    }

    @Test
    void spreadsTheWebhookAndLetsEvictionsTakeOneReplicaAtATime() {
        publishKubeconfig();
        meanwhile.add(() -> cluster.object(WEBHOOK).putObject("status").put("availableReplicas", 1));

        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));

        assertThat(cluster.object(WEBHOOK).at("/spec/template/spec/topologySpreadConstraints"))
                .extracting(spread -> spread.path("topologyKey").asText() + " "
                        + spread.path("whenUnsatisfiable").asText())
                .containsExactly("kubernetes.io/hostname ScheduleAnyway", "topology.kubernetes.io/zone ScheduleAnyway");
        assertThat(cluster.object("/apis/policy/v1/namespaces/cloister-system/poddisruptionbudgets/cloister-webhook")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsTheWebhooksCertificateWhenItInstallsAgain() {
        String secret = "/api/v1/namespaces/cloister-system/secrets/cloister-webhook-tls";
        publishKubeconfig();
        meanwhile.add(() -> cluster.object(WEBHOOK).putObject("status").put("availableReplicas", 1));
        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));
        String first = cluster.object(secret).path("data").toString();

        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));
        assertThat(cluster.object(secret).path("data")).hasToString(first);

        clock.advance(Duration.ofDays(340));
        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));
        assertThat(cluster.object(secret).path("data").toString()).isNotEqualTo(first);
    }
}
