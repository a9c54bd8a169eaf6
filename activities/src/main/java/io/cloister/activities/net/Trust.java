// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Which certificate authorities are trusted: those of the Java runtime, and more. */
public final class Trust {

    private Trust() {}

    /**
     * @param pem PEM certificates of the further authorities; empty: there are none
     * @throws IllegalArgumentException where the text has no readable certificate
     */
    public static SSLContext defaultsAnd(Optional<String> pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, pem.isEmpty() ? null : managers(withDefaults(pem.get())), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException(
                    "no TLS with these certificate authorities: " + unusable.getMessage(), unusable);
        }
    }

    static Collection<? extends Certificate> certificates(String pem) {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate in it");
            }
            return certificates;
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    private static KeyStore withDefaults(String pem) throws GeneralSecurityException, IOException {
        List<Certificate> trusted = new ArrayList<>(certificates(pem));
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager defaults) {
                trusted.addAll(List.<X509Certificate>of(defaults.getAcceptedIssuers()));
            }
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("ca-" + i, trusted.get(i));
        }
        return store;
    }

    /** @param store null for the runtime's own */
    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
