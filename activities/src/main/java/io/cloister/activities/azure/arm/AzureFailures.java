// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.cloister.plan.ResourceId;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.Exceptions;

/** Turns what goes wrong with Azure into failures of stable types, in words for people, without causes that could hold a body. */
public final class AzureFailures {

    private AzureFailures() {}

    /** @param action what is being done, such as {@code create Microsoft.Network/virtualNetworks} */
    public static <T> T guard(String action, String resource, Supplier<T> work) {
        return guard(action, resource, work, Diagnosis::of);
    }

    /** The same for a deletion, whose conflicts pass. */
    static <T> T guardDeletion(ResourceType kind, String resource, Supplier<T> work) {
        return guard("delete " + kind, resource, work, Diagnosis::ofDeletion);
    }

    private static <T> T guard(
            String action, String resource, Supplier<T> work, Function<ArmError, Diagnosis> diagnose) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw of(failure, action, resource, diagnose);
        }
    }

    public static ApplicationFailure of(ArmError error, String action, String resource) {
        return failure(Diagnosis.of(error), error, action, resource);
    }

    private static RuntimeException of(
            RuntimeException failure, String action, String resource, Function<ArmError, Diagnosis> diagnose) {
        Throwable thrown = Exceptions.unwrap(failure);
        if (thrown instanceof ApplicationFailure already) {
            return already;
        }
        if (find(thrown, ClientAuthenticationException.class).isEmpty()
                && thrown instanceof HttpResponseException answered) {
            ArmError error = ArmError.of(answered);
            return failure(diagnose.apply(error), error, action, resource);
        }
        Optional<Throwable> unreachable = find(thrown, IOException.class)
                .<Throwable>map(cause -> cause)
                .or(() -> find(thrown, TimeoutException.class).map(cause -> cause));
        if (unreachable.isPresent()) {
            return failure(Diagnosis.unavailable(), said(unreachable.get()), action, resource);
        }
        boolean refused = find(thrown, ClientAuthenticationException.class).isPresent()
                || find(thrown, MsalException.class).isPresent();
        return refused ? failure(Diagnosis.authentication(), credentials(thrown), action, resource) : failure;
    }

    public static ApplicationFailure notOwned(ResourceId id, ExistingResource existing) {
        String owner =
                existing.planId().map(plan -> "it belongs to the plan " + plan).orElse("it was not made by Cloister");
        String message = "Cannot create " + id + ": it exists already, and " + owner
                + ". Choose another cluster name or resource group, or remove it yourself.";
        return ApplicationFailure.newBuilder()
                .setType(FailureTypes.CONFLICT_NOT_OWNED)
                .setMessage(message)
                .setNonRetryable(true)
                .setDetails(FailureDetail.of(id.value(), ""))
                .build();
    }

    static ApplicationFailure stillDeleting(ResourceId id) {
        return ApplicationFailure.newBuilder()
                .setType(FailureTypes.CONFLICT_RETRYABLE)
                .setMessage("Cannot create " + id + " yet: it is still being deleted. It is tried again.")
                .setDetails(FailureDetail.of(id.value(), ""))
                .build();
    }

    private static ApplicationFailure failure(Diagnosis diagnosis, ArmError error, String action, String resource) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setType(diagnosis.type())
                .setMessage("Cannot " + action + " " + resource + ": " + reason(error) + ". " + diagnosis.advice())
                .setNonRetryable(!diagnosis.retryable())
                .setDetails(new FailureDetail(
                        resource,
                        error.code(),
                        error.status(),
                        error.requestId(),
                        error.denial().map(PolicyDenial::assignmentId).orElse("")));
        error.retryAfter().filter(delay -> diagnosis.retryable()).ifPresent(failure::setNextRetryDelay);
        return failure.build();
    }

    private static String reason(ArmError error) {
        String status = error.status() == 0 ? "" : "Azure answered " + error.status() + " ";
        String separator = error.code().isEmpty() || error.message().isEmpty() ? "" : ": ";
        String text = error.code() + separator + error.message();
        String reason = (status + text).strip();
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static ArmError said(Throwable failure) {
        String message = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
        return plain("Azure could not be reached" + message);
    }

    /** The library's own message may quote the token endpoint's body: only Entra's error code is passed on. */
    private static ArmError credentials(Throwable thrown) {
        String code = find(thrown, MsalServiceException.class)
                .map(MsalServiceException::errorCode)
                .map(error -> " (" + error + ")")
                .orElse("");
        return plain("no token for Azure could be had" + code);
    }

    private static ArmError plain(String message) {
        return new ArmError(0, "", message, "", Optional.empty(), Optional.empty());
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
