// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts a key of the older formats, PKCS#1 for RSA (cert-manager's default) and SEC 1 for EC, into the PKCS#8 envelope, which is all that
 * Java reads. The envelope names the algorithm as the certificate's public key does, so nothing is guessed.
 *
 * <p>Source: RFC 5208 section 5 (PrivateKeyInfo), RFC 5280 section 4.1 (SubjectPublicKeyInfo), X.690 section 8.1.3 (lengths).
 */
final class TraditionalKey {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};

    private TraditionalKey() {}

    /** @param publicKeyInfo the encoded public key that belongs to it: a sequence that begins with the algorithm */
    static byte[] asPkcs8(byte[] key, byte[] publicKeyInfo) {
        byte[] algorithm = firstElement(publicKeyInfo);
        byte[] wrapped = element(OCTET_STRING, key);
        ByteBuffer content = ByteBuffer.allocate(VERSION_ZERO.length + algorithm.length + wrapped.length);
        return element(
                SEQUENCE, content.put(VERSION_ZERO).put(algorithm).put(wrapped).array());
    }

    private static byte[] firstElement(byte[] sequence) {
        int start = headerSize(sequence, 0);
        int size = headerSize(sequence, start) + length(sequence, start);
        return Arrays.copyOfRange(sequence, start, start + size);
    }

    private static int headerSize(byte[] der, int at) {
        return der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7F);
    }

    private static int length(byte[] der, int at) {
        if (der[at + 1] >= 0) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = at + 2; i < at + headerSize(der, at); i++) {
            length = length << 8 | der[i] & 0xFF;
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteBuffer element = ByteBuffer.allocate(content.length + 4).put((byte) tag);
        if (content.length < 0x80) {
            element.put((byte) content.length);
        } else if (content.length < 0x100) {
            element.put((byte) 0x81).put((byte) content.length);
        } else {
            element.put((byte) 0x82).putShort((short) content.length);
        }
        element.put(content);
        return Arrays.copyOf(element.array(), element.position());
    }
}
