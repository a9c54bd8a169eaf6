// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for localhost that signed itself, and its key, in the files that a Secret of type kubernetes.io/tls mounts. */
public record Issued(X509Certificate certificate, KeyPair pair) {

    public static Issued now(String algorithm, long serial) throws GeneralSecurityException, IOException {
        return until(Instant.now().plus(Duration.ofHours(1)), algorithm, serial);
    }

    static Issued until(Instant end, String algorithm, long serial) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize("EC".equals(algorithm) ? 256 : 2048);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=localhost");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial),
                Date.from(end.minus(Duration.ofDays(1))),
                Date.from(end),
                name,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        try {
            String signature = "EC".equals(algorithm) ? "SHA256withECDSA" : "SHA256withRSA";
            return new Issued(
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))),
                    pair);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** PKCS#8: BEGIN PRIVATE KEY. */
    String keyPem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** PKCS#1 or SEC 1: BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY. */
    String traditionalKeyPem() throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(pair.getPrivate());
        }
        return text.toString();
    }

    public void writeTo(Path folder) throws GeneralSecurityException, IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tls.crt"), certificatePem());
        Files.writeString(folder.resolve("tls.key"), keyPem());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
