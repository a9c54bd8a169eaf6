// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import io.cloister.webhook.reload.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a Kubernetes TLS Secret holds; a message never repeats what stands in a key file. */
final class Pem {

    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

    private Pem() {}

    static List<X509Certificate> certificates(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new UnusableFileException("the certificate file holds no PEM certificate; write the server's"
                        + " certificate into it, followed by those of its issuers");
            }
            return chain;
        } catch (CertificateException e) {
            throw new UnusableFileException(
                    "the certificate file is not PEM; write BEGIN CERTIFICATE blocks into it, the server's first", e);
        }
    }

    /** @param publicKey of the certificate that the key is for */
    static PrivateKey privateKey(String pem, PublicKey publicKey) {
        Matcher block = KEY.matcher(pem);
        if (!block.find()) {
            throw new UnusableFileException("the key file holds no unencrypted PEM key (BEGIN PRIVATE KEY, RSA PRIVATE"
                    + " KEY or EC PRIVATE KEY); take its password off with: openssl pkey");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = block.group(1).isEmpty() ? der : TraditionalKey.asPkcs8(der, publicKey.getEncoded());
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its message may quote the key.
            throw new UnusableFileException("the key file holds no usable " + publicKey.getAlgorithm()
                    + " key, which the certificate needs; replace both files together");
        }
    }
}
