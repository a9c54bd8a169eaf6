// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault.connection;

import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.springframework.web.client.HttpStatusCodeException;

/**
 * What Vault's refusals mean, for people and for retry policies. Neither bodies nor causes are passed on: an exception of the
 * client may hold the request, and so a secret.
 */
public record VaultFailures(String address) {

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    ApplicationFailure of(String path, String capability, Exception failed) {
        Optional<HttpStatusCodeException> answer = answer(failed);
        int status = answer.map(http -> http.getStatusCode().value()).orElse(0);
        if (status == 0 || status == TOO_MANY_REQUESTS || status >= 500) {
            String why = status == 0 ? "does not answer (" + reason(failed) + ")" : "answers with status " + status;
            return failure(
                    FailureTypes.VAULT_UNAVAILABLE,
                    path,
                    status,
                    false,
                    "Vault at " + address + " " + why
                            + " for " + path
                            + ": check that it runs unsealed, and the way to it (peering, CLOISTER_PRIVATE_PROXY,"
                            + " CLOISTER_CA_FILE)");
        }
        String refusal = status == FORBIDDEN
                ? " denies '" + capability + "' on " + path + ": give this worker's token a policy with capability '"
                        + capability + "' on that path, or a token that is still valid"
                : " refuses '" + capability + "' on " + path + " with status " + status
                        + ": check that the mount is there (KV version 2; JWT auth method) and has that path";
        return failure(FailureTypes.VAULT_DENIED, path, status, true, "Vault at " + address + refusal);
    }

    public static ApplicationFailure notOwned(String path, String what) {
        return failure(FailureTypes.VAULT_NOT_OWNED, path, 0, true, what);
    }

    static boolean isCheckAndSetMismatch(Exception refused) {
        return answer(refused)
                .filter(http -> http.getStatusCode().value() == 400)
                .filter(http -> http.getResponseBodyAsString().contains("check-and-set"))
                .isPresent();
    }

    private static ApplicationFailure failure(String type, String path, int status, boolean fatal, String message) {
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(message)
                .setDetails(new FailureDetail(path, type, status, "", ""))
                .setNonRetryable(fatal)
                .build();
    }

    private static Optional<HttpStatusCodeException> answer(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (at instanceof HttpStatusCodeException answered) {
                return Optional.of(answered);
            }
        }
        return Optional.empty();
    }

    private static String reason(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
