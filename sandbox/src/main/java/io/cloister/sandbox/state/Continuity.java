// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.state;

/**
 * What clients know a sandbox by. It stays the same over a restart, so that the environment they were given still works.
 *
 * @param signingKey the tenant's, as a JWK
 * @param authority certificate and private key, in PEM
 * @param armPort of the ARM front
 * @param proxyPort of the proxy into the private network
 * @param identityPort where managed identities ask for tokens
 * @param identityHeader the secret that such requests carry
 * @param caFile where the authority's certificate was written for clients
 * @param controlToken what {@code /sandbox/…} asks for where others reach it; null in files of before there was one
 */
public record Continuity(
        String tenantId,
        String subscriptionId,
        String clientId,
        String clientSecret,
        String clientObjectId,
        String signingKey,
        String authority,
        String vaultToken,
        int armPort,
        int proxyPort,
        int identityPort,
        String identityHeader,
        String caFile,
        String controlToken) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Continuity[tenant " + tenantId + ", port " + armPort + "]";
    }
}
