// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/**
 * A public key that opens nothing. Azure refuses a Linux machine without password and without key; SSH is closed by the
 * security groups, and nobody is to log in. So each machine model gets a key whose private half is dropped as soon as it is made.
 */
public record SshKey(String openSsh) {

    private static final int BITS = 2048;

    public static SshKey throwAway() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return of((RSAPublicKey) generator.generateKeyPair().getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA, but this one has not", e);
        }
    }

    /** The form of RFC 4253, section 6.6. */
    private static SshKey of(RSAPublicKey key) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        write(blob, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        write(blob, key.getPublicExponent().toByteArray());
        write(blob, key.getModulus().toByteArray());
        return new SshKey("ssh-rsa " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " cloister-nobody");
    }

    private static void write(ByteArrayOutputStream blob, byte[] field) {
        blob.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        blob.writeBytes(field);
    }
}
