// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.plan.step.KubernetesAccess;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;

/** What an API server's refusals mean, for people and for retry policies. */
final class KubernetesFailures {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CONFLICT = 409;

    private KubernetesFailures() {}

    static ApplicationFailure of(String what, KubernetesAccess access, KubernetesClientException failed) {
        // fabric8 has no code, 0 or -1, for an exchange that broke off
        int status = Math.max(0, failed.getCode());
        boolean unavailable = status == 0 || status == CONFLICT || status == TOO_MANY_REQUESTS || status >= 500;
        if (unavailable) {
            return failure(
                    FailureTypes.KUBERNETES_UNAVAILABLE,
                    access,
                    status,
                    false,
                    "cannot " + what + ": the API server "
                            + access.apiServer() + " "
                            + (status == 0 ? "does not answer (" + reason(failed) + ")" : "answers " + status)
                            + "; check the way to it (peering, security group, CLOISTER_PRIVATE_PROXY)");
        }
        return failure(
                FailureTypes.KUBERNETES_REJECTED,
                access,
                status,
                true,
                "cannot " + what + ": the API server " + access.apiServer() + " refuses with " + status + ": "
                        + text(failed));
    }

    static ApplicationFailure noKubeconfig(KubernetesAccess access) {
        return failure(
                FailureTypes.KUBERNETES_UNAVAILABLE,
                access,
                0,
                false,
                "there is no kubeconfig at " + access.secretsPath()
                        + "/kubeconfig in Vault yet: no control-plane node has put it there");
    }

    static String text(KubernetesClientException failed) {
        return failed.getStatus() != null && failed.getStatus().getMessage() != null
                ? failed.getStatus().getMessage()
                : failed.getMessage();
    }

    private static ApplicationFailure failure(
            String type, KubernetesAccess access, int status, boolean fatal, String message) {
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(message)
                .setDetails(new FailureDetail(access.apiServer(), type, status, "", ""))
                .setNonRetryable(fatal)
                .build();
    }

    private static String reason(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }
}
