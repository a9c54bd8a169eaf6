// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.vault.connection.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** A user and a password that nobody has seen, safe in URLs and in HTTP's basic authentication. */
record ProxyCredentials(Secret username, Secret password) {

    private static final int BYTES_OF_32_CHARACTERS = 24;

    static ProxyCredentials generate() {
        SecureRandom random = new SecureRandom();
        return new ProxyCredentials(text(random), text(random));
    }

    private static Secret text(SecureRandom random) {
        byte[] bytes = new byte[BYTES_OF_32_CHARACTERS];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
