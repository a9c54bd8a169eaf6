// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

/**
 * The words of a fault, in those of the server that it is set for.
 *
 * @param code ARM's error code or Kubernetes' reason; Vault has none
 */
public record Refusal(int status, String code, String message) {

    static Refusal of(FaultKind kind, Api api) {
        return switch (api) {
            case ARM -> ofArm(kind);
            case VAULT -> ofVault(kind);
            case KUBERNETES -> ofKubernetes(kind);
        };
    }

    /** Texts as public logs show them. */
    private static Refusal ofArm(FaultKind kind) {
        return switch (kind) {
            case TOO_MANY_REQUESTS ->
                new Refusal(
                        429,
                        "TooManyRequests",
                        "The request is being throttled as the limit has been reached for the operation. Please try"
                                + " again later.");
            case SERVER_ERROR -> new Refusal(500, "InternalServerError", "An error occurred.");
            case UNAVAILABLE -> new Refusal(503, "ServiceUnavailable", "The service is unavailable.");
            case AUTHORIZATION_FAILED ->
                new Refusal(
                        403,
                        "AuthorizationFailed",
                        "The client does not have authorization to perform the action over the scope or the scope is"
                                + " invalid. If access was recently granted, please refresh your credentials.");
            case CONFLICT ->
                new Refusal(
                        409,
                        "Conflict",
                        "The request failed due to conflict with a concurrent request. To resolve it, please refer to"
                                + " https://aka.ms/activitylog to get more details on the conflicting requests.");
            case ANOTHER_OPERATION_IN_PROGRESS ->
                new Refusal(
                        409,
                        "AnotherOperationInProgress",
                        "Another operation on this or dependent resource is in progress.");
            case RETRYABLE_ERROR -> new Refusal(429, "RetryableError", "A retryable error occurred.");
            case PRECONDITION_FAILED ->
                new Refusal(
                        412,
                        "PreconditionFailed",
                        "The condition specified using HTTP conditional header(s) is not met.");
            case DENIED_BY_POLICY ->
                new Refusal(403, "RequestDisallowedByPolicy", "The resource was disallowed by policy.");
            case QUOTA_EXCEEDED ->
                new Refusal(
                        409,
                        "OperationNotAllowed",
                        "Operation could not be completed as it results in exceeding approved Total Regional Cores"
                                + " quota. Additional details - Deployment Model: Resource Manager, Location:"
                                + " westeurope, Current Limit: 10, Current Usage: 10, Additional Required: 4,"
                                + " (Minimum) New Limit Required: 14.");
            case ALLOCATION_FAILED ->
                new Refusal(
                        409,
                        "AllocationFailed",
                        "Allocation failed. We do not have sufficient capacity for the requested VM size in this"
                                + " region. Read more about improving likelihood of allocation success at"
                                + " https://aka.ms/allocation-guidance");
            case ZONAL_ALLOCATION_FAILED ->
                new Refusal(
                        409,
                        "ZonalAllocationFailed",
                        "Allocation failed. We do not have sufficient capacity for the requested VM size in this zone."
                                + " Read more about improving likelihood of allocation success at"
                                + " https://aka.ms/allocation-guidance");
            case OPERATION_CANCELED -> new Refusal(409, "OperationCanceled", "The operation was canceled.");
            default -> new Refusal(500, "SandboxFault", "A fault that was set in the sandbox.");
        };
    }

    private static Refusal ofVault(FaultKind kind) {
        return switch (kind) {
            case TOO_MANY_REQUESTS -> new Refusal(429, "", "request path: rate limit quota exceeded");
            case UNAVAILABLE -> new Refusal(503, "", "Vault is sealed");
            case AUTHORIZATION_FAILED -> new Refusal(403, "", "permission denied");
            case SERVER_ERROR -> new Refusal(500, "", "internal error");
            default -> new Refusal(500, "", "A fault that was set in the sandbox.");
        };
    }

    private static Refusal ofKubernetes(FaultKind kind) {
        return switch (kind) {
            case TOO_MANY_REQUESTS ->
                new Refusal(
                        429,
                        "TooManyRequests",
                        "the server has received too many requests and has asked us to try again later");
            case UNAVAILABLE ->
                new Refusal(503, "ServiceUnavailable", "the server is currently unable to handle the request");
            case AUTHORIZATION_FAILED -> new Refusal(403, "Forbidden", "forbidden: the user cannot do this");
            case CONFLICT ->
                new Refusal(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled: the object has been modified; please apply your changes to the"
                                + " latest version and try again");
            case SERVER_ERROR -> new Refusal(500, "InternalError", "an error on the server has prevented the request");
            default -> new Refusal(500, "SandboxFault", "A fault that was set in the sandbox.");
        };
    }
}
