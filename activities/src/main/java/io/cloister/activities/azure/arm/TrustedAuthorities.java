// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS that trusts a private authority on top of those the Java runtime trusts. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    static SSLContext with(Path caFile) {
        try (InputStream pem = Files.newInputStream(caFile)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            add(trusted, "runtime-", defaults());
            add(
                    trusted,
                    "private-",
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(trusted).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AzureSettings.Invalid(List.of("CLOISTER_CA_FILE names " + caFile
                    + ", which is not a file of PEM certificates (" + e.getMessage() + ")"));
        }
    }

    private static List<Certificate> defaults() throws GeneralSecurityException {
        return Arrays.stream(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .map(Certificate.class::cast)
                .toList();
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static void add(KeyStore store, String prefix, List<Certificate> certificates)
            throws GeneralSecurityException {
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry(prefix + i, certificates.get(i));
        }
    }
}
