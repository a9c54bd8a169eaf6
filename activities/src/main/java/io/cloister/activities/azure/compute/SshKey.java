// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key that opens nothing. Azure refuses a Linux machine without password and without key; SSH is closed by the
 * security groups, and nobody is to log in. So each machine model gets a key whose private half is dropped as soon as it is made.
 */
public record SshKey(String openSsh) {

    /** Azure takes RSA and Ed25519; an RSA pair takes up to two seconds to make, on the way to every machine. */
    private static final String ALGORITHM = "Ed25519";

    private static final int KEY_BYTES = 32;

    public static SshKey throwAway() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance(ALGORITHM)
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return of(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 17 runtime has Ed25519, but this one has not", e);
        }
    }

    /** The form of RFC 8709, section 4. */
    private static SshKey of(byte[] key) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        write(blob, "ssh-ed25519".getBytes(StandardCharsets.US_ASCII));
        write(blob, key);
        return new SshKey("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " cloister-nobody");
    }

    private static void write(ByteArrayOutputStream blob, byte[] field) {
        blob.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        blob.writeBytes(field);
    }
}
