// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import io.cloister.webhook.reload.UnusableFileException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A private key and the certificate chain that proves it, checked to belong together; the leaf comes first. */
public record KeyMaterial(PrivateKey privateKey, List<X509Certificate> chain) {

    public KeyMaterial {
        chain = List.copyOf(chain);
    }

    /** @throws UnusableFileException when the PEM texts cannot be used, do not match, or the certificate has expired */
    public static KeyMaterial parse(String certificatePem, String privateKeyPem, Instant now) {
        List<X509Certificate> chain = Pem.certificates(certificatePem);
        X509Certificate leaf = chain.get(0);
        Instant end = leaf.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            throw new UnusableFileException("the certificate expired at " + end + "; issue a new one");
        }
        PrivateKey key = Pem.privateKey(privateKeyPem, leaf.getPublicKey());
        if (!matches(key, leaf)) {
            throw new UnusableFileException("the private key does not belong to the certificate of "
                    + leaf.getSubjectX500Principal() + "; replace both files together");
        }
        return new KeyMaterial(key, chain);
    }

    public Instant notAfter() {
        return chain.get(0).getNotAfter().toInstant();
    }

    String keyType() {
        return privateKey.getAlgorithm();
    }

    /** Different for every certificate, so that chain and key asked for by alias are always of one pair. */
    String alias() {
        return chain.get(0).getSerialNumber().toString(16) + "-"
                + Integer.toHexString(chain.get(0).hashCode());
    }

    @Override
    public String toString() {
        return "key material of " + chain.get(0).getSubjectX500Principal();
    }

    private static boolean matches(PrivateKey key, X509Certificate leaf) {
        try {
            Signature signature =
                    Signature.getInstance("EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(leaf.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(leaf.getPublicKey());
            signature.update(leaf.getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new UnusableFileException(
                    "the private key cannot sign; use an RSA (2048 bits or more) or EC (P-256) key", e);
        }
    }
}
