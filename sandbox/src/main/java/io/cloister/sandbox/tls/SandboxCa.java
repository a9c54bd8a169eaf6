// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A private certificate authority that lives for a year, as a sandbox with a state file may; its servers' certificates are new at each start. */
public final class SandboxCa {

    private static final Duration LIFE = Duration.ofDays(365);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X509Certificate certificate;

    private SandboxCa(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    public static SandboxCa create(String commonName) {
        try {
            KeyPair keys = newKeys();
            X500Name name = new X500Name("CN=" + commonName);
            JcaX509v3CertificateBuilder builder = builder(name, name, keys);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new SandboxCa(keys, sign(builder, keys));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot make the certificate authority " + commonName, e);
        }
    }

    /** The authority that {@link #withKey} gave. */
    public static SandboxCa of(String pemWithKey) {
        try (PEMParser parser = new PEMParser(new StringReader(pemWithKey))) {
            if (parser.readObject() instanceof X509CertificateHolder holder
                    && parser.readObject() instanceof PrivateKeyInfo key) {
                X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
                PrivateKey privateKey =
                        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
                return new SandboxCa(new KeyPair(certificate.getPublicKey(), privateKey), certificate);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate authority in it cannot be read", e);
        }
        throw new IllegalArgumentException("the certificate authority in it is not one");
    }

    /** The authority's certificate, in PEM: what clients must trust. */
    public String pem() {
        return pem(certificate);
    }

    /** Certificate and private key, in PEM: a secret. */
    public String withKey() {
        return pem(certificate) + key();
    }

    /** The private key alone, in PEM: a secret. */
    public String key() {
        return pem(new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }

    /** A TLS context for a server known by these names; IP addresses among them become IP subject names. */
    public SSLContext serverContext(List<String> names) {
        try {
            KeyPair serverKeys = newKeys();
            JcaX509v3CertificateBuilder builder = builder(
                    new X500Name(certificate.getSubjectX500Principal().getName()),
                    new X500Name("CN=" + names.get(0)),
                    serverKeys);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream().map(SandboxCa::subjectName).toArray(GeneralName[]::new)));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", serverKeys.getPrivate(), new char[0], new Certificate[] {sign(builder, keys), certificate
                    });
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a server certificate for " + names, e);
        }
    }

    /** A TLS context for a client that trusts this authority alone. */
    public SSLContext clientContext() {
        return clientContext(certificate);
    }

    /**
     * The same, by the PEM that {@link #pem} gave.
     *
     * @throws IllegalArgumentException where it is no certificate
     */
    public static SSLContext clientContext(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder holder) {
                return clientContext(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificate authority cannot be read.", e);
        }
        throw new IllegalArgumentException("The certificate authority is none: no certificate in it.");
    }

    private static SSLContext clientContext(X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the sandbox's certificate authority", e);
        }
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a certificate authority as PEM", e);
        }
        return text.toString();
    }

    private static GeneralName subjectName(String name) {
        boolean address = name.matches("[0-9.]+") || name.contains(":");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256, RANDOM);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(LIFE)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }
}
