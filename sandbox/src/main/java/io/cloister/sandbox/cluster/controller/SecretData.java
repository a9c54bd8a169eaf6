// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** One value of a Secret, which may have been written plainly or in base64. */
public final class SecretData {

    private SecretData() {}

    public static Optional<String> of(ObjectNode secret, String key) {
        if (secret.path("stringData").hasNonNull(key)) {
            return Optional.of(secret.path("stringData").path(key).asText());
        }
        return secret.path("data").hasNonNull(key)
                ? Optional.of(new String(
                        Base64.getDecoder().decode(secret.path("data").path(key).asText()), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
