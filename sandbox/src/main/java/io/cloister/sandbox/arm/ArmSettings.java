// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

/**
 * The tenant, its one subscription, and the client that owns it.
 *
 * @param baseUrl where clients reach us, used where a request has no Host header
 */
public record ArmSettings(
        String tenantId,
        String subscriptionId,
        String baseUrl,
        String clientId,
        String clientSecret,
        String clientObjectId) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "ArmSettings[tenant " + tenantId + ", subscription " + subscriptionId + ", client " + clientId + "]";
    }
}
