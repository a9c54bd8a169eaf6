// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import io.cloister.webhook.reload.UnusableFileException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
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

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String CONVERT = "; convert it with: openssl pkcs8 -topk8 -nocrypt";

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

    static PrivateKey privateKey(String pem, String algorithm) {
        Matcher block = PKCS8.matcher(pem);
        if (!block.find()) {
            throw new UnusableFileException(
                    "the key file holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)" + CONVERT);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its message may quote the key.
            throw new UnusableFileException(
                    "the key file holds no " + algorithm + " key, which the certificate needs" + CONVERT);
        }
    }
}
