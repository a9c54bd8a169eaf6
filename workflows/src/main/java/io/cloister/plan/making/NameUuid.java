// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUID version 5 (RFC 9562 §5.5): the same name gives the same UUID, so that what has no tags is found again by it. */
final class NameUuid {

    private NameUuid() {}

    static UUID of(String name) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-1").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
        ByteBuffer bits = ByteBuffer.wrap(hash);
        long high = bits.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x5000L;
        long low = bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
