// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.plan.Ownership;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.preflight.PreflightReport.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookImageTest {

    private static final PlannedStep WEBHOOK = new PlannedStep(
            StepId.of("webhook"),
            List.of(),
            new InstallWebhook(
                    new KubernetesAccess("demo", "https://10.20.1.254:6443", "secret/data/cloister/demo"), List.of()));

    @Test
    void refusesAPlanWithAWebhookWhereNobodyHasSaidWhatItsImageIs() {
        assertThat(check(Map.of("CLOISTER_WEBHOOK_IMAGE", " "), WEBHOOK))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
                    assertThat(check.failureType()).isEqualTo("webhook.image.missing");
                    assertThat(check.message()).contains("set CLOISTER_WEBHOOK_IMAGE for the worker");
                });
    }

    @Test
    void namesTheImageThatWillRun() {
        assertThat(check(Map.of("CLOISTER_WEBHOOK_IMAGE", "registry.corp.example/webhook:1"), WEBHOOK))
                .singleElement()
                .isEqualTo(Check.passed("webhook", "the webhook's image is registry.corp.example/webhook:1"));
    }

    @Test
    void asksNothingOfAPlanWithoutAWebhook() {
        assertThat(check(Map.of())).isEmpty();
    }

    private static List<Check> check(Map<String, String> environment, PlannedStep... steps) {
        Plan plan = new Plan(
                new Ownership("demo", "plan-1"),
                "sub",
                "rg",
                "westeurope",
                "10.20.1.254",
                List.of(steps),
                List.of(),
                List.of());
        return WebhookImage.fromEnvironment(environment).check(null, plan);
    }
}
