// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import io.cloister.sandbox.entra.Caller;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.resource.ArmError;
import java.util.Optional;

/** Who a request speaks for, by its bearer token. */
final class Authentication {

    private static final String BEARER = "Bearer ";

    private final Entra entra;

    Authentication(Entra entra) {
        this.entra = entra;
    }

    /** A token for an application's own audience ({@code api://…}) is none for us. */
    Optional<Caller> caller(ArmRequest request) {
        return Optional.ofNullable(request.headers().get("authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(
                        header -> entra.verify(header.substring(BEARER.length()).trim()))
                .filter(caller -> caller.audience().startsWith("https://"));
    }

    ArmError refusal(ArmRequest request) {
        return request.headers().containsKey("authorization")
                ? new ArmError(
                        401,
                        "InvalidAuthenticationToken",
                        "The access token is invalid, has expired, or was issued for another audience.")
                : new ArmError(
                        401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
    }
}
