// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The webhook's serving certificate with the authority that signed it, all in PEM. */
public record WebhookCertificate(String authority, String certificate, String key) {

    /** By which names the API server calls the webhook's Service. */
    static final List<String> NAMES =
            List.of("cloister-webhook.cloister-system.svc", "cloister-webhook.cloister-system.svc.cluster.local");

    private static final Duration LIFE = Duration.ofDays(365);
    private static final Duration EARLY = Duration.ofDays(30);

    /** A new authority, used once and forgotten, and a certificate of it for a year. */
    public static WebhookCertificate issue(Clock clock, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256, random);
            KeyPair authority = generator.generateKeyPair();
            KeyPair server = generator.generateKeyPair();
            X500Name issuer = new X500Name("CN=cloister-webhook-ca");
            X509v3CertificateBuilder root = builder(issuer, issuer, authority, clock, random)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            GeneralName[] names = NAMES.stream()
                    .map(name -> new GeneralName(GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            X509v3CertificateBuilder leaf = builder(issuer, new X500Name("CN=" + NAMES.get(0)), server, clock, random)
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
            return new WebhookCertificate(
                    pem("CERTIFICATE", root.build(signer).getEncoded()),
                    pem("CERTIFICATE", leaf.build(signer).getEncoded()),
                    pem("PRIVATE KEY", server.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot issue the webhook's certificate", e);
        }
    }

    /** Whether it is well signed and lives another month at least. */
    boolean isUsable(Clock clock) {
        try {
            X509Certificate leaf = parse(certificate);
            leaf.verify(parse(authority).getPublicKey());
            return leaf.getNotAfter().toInstant().isAfter(clock.instant().plus(EARLY));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "WebhookCertificate[" + NAMES.get(0) + "]";
    }

    static X509Certificate parse(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Clock clock, SecureRandom random) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, random),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(LIFE)),
                subject,
                keys.getPublic());
    }

    private static String pem(String type, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
