// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import io.cloister.temporal.FailureTypes;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an error of Azure means for us.
 *
 * @param type stable, of {@link FailureTypes}
 * @param retryable whether the same request may succeed later without anybody doing anything. Never where an operation has failed after it
 *     was accepted: to ask for its end again changes nothing, and one that ended in {@code azure.conflict.retryable} has to be begun again
 * @param advice what a person can do
 */
record Diagnosis(String type, boolean retryable, String advice) {

    /** From the retry lists of Azure's own clients (cloud-provider-azure, azapi, azure-service-operator). */
    private static final Set<String> CONFLICTS = Set.of(
            "AnotherOperationInProgress",
            "Conflict",
            "RetryableError",
            "RetryableErrorDueToAnotherOperation",
            "CanceledAndSupersededDueToAnotherOperation",
            "ConcurrentRequestConflict",
            "OperationPreempted",
            "ReferencedResourceNotProvisioned",
            "NicReservedForAnotherVm",
            "PublicIPAddressCannotBeDeleted",
            "LoadBalancerInUseByVirtualMachineScaleSet",
            "ParentResourceNotFound",
            "PrincipalNotFound");

    private static final String LOCKED = "ScopeLocked";
    private static final Pattern IN_USE = Pattern.compile("InUse\\w*CannotBeDeleted");
    private static final Set<String> CAPACITY = Set.of(
            "AllocationFailed",
            "ZonalAllocationFailed",
            "OverconstrainedAllocationRequest",
            "OverconstrainedZonalAllocationRequest",
            "SkuNotAvailable");

    /** Of a refused deletion: any conflict may pass, as what is in the way may itself be about to go; only a lock stays. */
    static Diagnosis ofDeletion(ArmError error) {
        Diagnosis diagnosis = of(error);
        boolean passing = error.status() == 409
                && diagnosis.type().equals(FailureTypes.AZURE_REJECTED)
                && !error.code().equals(LOCKED);
        return passing ? conflict() : diagnosis;
    }

    static Diagnosis of(ArmError error) {
        String code = error.code();
        if (code.equals("RequestDisallowedByPolicy") || error.denial().isPresent()) {
            return denied(error);
        }
        if (CAPACITY.contains(code)) {
            return fatal(FailureTypes.CAPACITY, "Choose another VM size or other zones, or try again later.");
        }
        if (isQuota(error)) {
            return fatal(FailureTypes.QUOTA_EXCEEDED, "Ask for a higher quota in this region, or plan fewer machines.");
        }
        boolean conflict = CONFLICTS.contains(code) || IN_USE.matcher(code).matches();
        if (error.status() == 0) {
            return conflict
                    ? fatal(FailureTypes.CONFLICT_RETRYABLE, "Something else was at work there.")
                    : fatal(FailureTypes.OPERATION_FAILED, "Azure had accepted it and then failed: see its reason.");
        }
        if (conflict) {
            return conflict();
        }
        return byStatus(error);
    }

    private static Diagnosis byStatus(ArmError error) {
        int status = error.status();
        if (status == 401) {
            return authentication();
        }
        if (status == 403) {
            return fatal(
                    FailureTypes.AUTHORIZATION_FAILED,
                    "Give Cloister's identity a role that allows this action at this scope; new roles take minutes.");
        }
        if (status == 429) {
            return new Diagnosis(FailureTypes.THROTTLED, true, "Azure has had too many requests: it is tried again.");
        }
        if (status >= 500 || status == 408) {
            return unavailable();
        }
        return fatal(FailureTypes.AZURE_REJECTED, rejectionAdvice(error.code()));
    }

    private static Diagnosis conflict() {
        return new Diagnosis(
                FailureTypes.CONFLICT_RETRYABLE, true, "Something else is at work there: it is tried again.");
    }

    static Diagnosis authentication() {
        return fatal(
                FailureTypes.AUTHENTICATION_FAILED,
                "Check AZURE_CLIENT_ID, AZURE_CLIENT_SECRET and AZURE_TENANT_ID, or the worker's managed identity.");
    }

    static Diagnosis unavailable() {
        return new Diagnosis(FailureTypes.AZURE_UNAVAILABLE, true, "It is tried again.");
    }

    private static Diagnosis denied(ArmError error) {
        String who = error.denial()
                .map(denial -> "Policy assignment '" + denial.assignmentName() + "' (" + denial.assignmentId()
                        + ", definition '" + denial.definitionName() + "') denies it. ")
                .orElse("");
        return fatal(
                FailureTypes.POLICY_DENIED, who + "Change the request, or ask the assignment's owner to exempt it.");
    }

    private static boolean isQuota(ArmError error) {
        String code = error.code();
        boolean named = code.contains("QuotaExceeded") || code.endsWith("LimitReached");
        // Compute says OperationNotAllowed of many things; only its text tells a quota from the others.
        boolean inText = code.equals("OperationNotAllowed")
                && error.message().toLowerCase(Locale.ROOT).contains("quota");
        return named || inText;
    }

    private static String rejectionAdvice(String code) {
        return switch (code) {
            case LOCKED -> "A lock forbids it: remove the lock at this scope.";
            case "MissingSubscriptionRegistration" -> "Register the resource provider in the subscription.";
            case "ResourceGroupNotFound" -> "The resource group must exist before: create it, or correct its name.";
            default -> "Correct the request as Azure's reason says.";
        };
    }

    private static Diagnosis fatal(String type, String advice) {
        return new Diagnosis(type, false, advice);
    }
}
