// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import io.cloister.activities.planning.PreflightCheck;
import io.cloister.plan.Plan;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the cluster gets its webhook from. There is no default: whoever owned such a name on a public registry would run code in every
 * cluster.
 *
 * @param name with registry, such as {@code registry.corp.example/cloister/webhook:0.1.0}; empty where the worker has not been told
 */
public record WebhookImage(Optional<String> name) implements PreflightCheck {

    private static final String VARIABLE = "CLOISTER_WEBHOOK_IMAGE";
    private static final String SUBJECT = "webhook";

    public static WebhookImage fromEnvironment(Map<String, String> environment) {
        return new WebhookImage(Optional.ofNullable(environment.get(VARIABLE)).filter(text -> !text.isBlank()));
    }

    @Override
    public List<Check> check(ClusterRequest request, Plan plan) {
        boolean needed = plan.steps().stream().anyMatch(planned -> planned.step() instanceof InstallWebhook);
        return needed ? List.of(check()) : List.of();
    }

    private Check check() {
        return name.map(image -> Check.passed(SUBJECT, "the webhook's image is " + image))
                .orElseGet(() -> Check.failed(
                        SUBJECT,
                        FailureTypes.WEBHOOK_IMAGE_MISSING,
                        "this worker does not know the webhook's image, which serviceAnnotations need: build it with"
                                + " webhook/Dockerfile, push it to a registry that the nodes reach, and set " + VARIABLE
                                + " for the worker"));
    }
}
