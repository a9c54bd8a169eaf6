// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import io.cloister.sandbox.core.Likeness;

/**
 * The tenant, its one subscription, the client that owns it, and how much it is like Azure.
 *
 * @param baseUrl where clients reach us, used where a request has no Host header
 * @param keptRequests how many requests the log keeps
 */
public record ArmSettings(
        String tenantId,
        String subscriptionId,
        String baseUrl,
        String clientId,
        String clientSecret,
        String clientObjectId,
        Likeness likeness,
        int keptRequests) {

    public static final int KEPT_REQUESTS = 5_000;

    /** Quick, with a log of the usual length. */
    public ArmSettings(
            String tenantId,
            String subscriptionId,
            String baseUrl,
            String clientId,
            String clientSecret,
            String clientObjectId) {
        this(tenantId, subscriptionId, baseUrl, clientId, clientSecret, clientObjectId, Likeness.quick, KEPT_REQUESTS);
    }

    public ArmSettings withLikeness(Likeness other) {
        return new ArmSettings(
                tenantId, subscriptionId, baseUrl, clientId, clientSecret, clientObjectId, other, keptRequests);
    }

    public ArmSettings withKeptRequests(int most) {
        return new ArmSettings(
                tenantId, subscriptionId, baseUrl, clientId, clientSecret, clientObjectId, likeness, most);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ArmSettings[tenant " + tenantId + ", subscription " + subscriptionId + ", client " + clientId + "]";
    }
}
