// SPDX-License-Identifier: Apache-2.0
package io.cloister.temporal;

/** Stable types of failures, as they stand in {@code ApplicationFailure.type}: policies, tests and people match on them. */
public final class FailureTypes {

    public static final String REQUEST_INVALID = "request.invalid";
    public static final String PREFLIGHT_REFUSED = "preflight.refused";
    public static final String POLICY_DENIED = "azure.policy.denied";
    public static final String QUOTA_EXCEEDED = "azure.quota.exceeded";
    public static final String CAPACITY = "azure.capacity";
    public static final String THROTTLED = "azure.throttled";
    public static final String CONFLICT_RETRYABLE = "azure.conflict.retryable";
    public static final String CONFLICT_NOT_OWNED = "azure.conflict.notOwned";
    public static final String AUTHORIZATION_FAILED = "azure.authorization.failed";
    public static final String AUTHENTICATION_FAILED = "azure.authentication.failed";
    public static final String AZURE_REJECTED = "azure.rejected";
    public static final String AZURE_UNAVAILABLE = "azure.unavailable";
    public static final String OPERATION_FAILED = "azure.lro.failed";
    public static final String OPERATION_RUNNING = "azure.lro.running";
    public static final String EGRESS_NONE = "egress.none";
    public static final String VAULT_UNAVAILABLE = "vault.unavailable";
    public static final String VAULT_DENIED = "vault.denied";
    public static final String VAULT_NOT_OWNED = "vault.conflict.notOwned";
    public static final String KUBERNETES_UNAVAILABLE = "kubernetes.unavailable";
    public static final String KUBERNETES_REJECTED = "kubernetes.rejected";
    public static final String NODES_NOT_READY = "nodes.notReady";
    public static final String WEBHOOK_IMAGE_MISSING = "webhook.image.missing";
    public static final String SERVICE_NOT_PRIVATE = "service.notPrivate";
    public static final String NOT_PRIVATE = "cluster.notPrivate";
    public static final String CANCELLED = "cancelled";
    public static final String EXECUTION_ENDED = "cluster.execution.ended";
    public static final String CREATE_FAILED = "cluster.create.failed";

    private FailureTypes() {}
}
