// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import java.util.Map;
import java.util.Optional;

/** Vault's view of the token issuer: it only ever checks signatures against the issuer's keys. */
public interface TokenClaims {

    /** @param values the claims that are text, such as {@code oid} and {@code tid} */
    record Claims(String audience, Map<String, String> values) {
        public Claims {
            values = Map.copyOf(values);
        }
    }

    /** Empty where the signature, issuer or life of the token is not in order. */
    Optional<Claims> verify(String token);
}
