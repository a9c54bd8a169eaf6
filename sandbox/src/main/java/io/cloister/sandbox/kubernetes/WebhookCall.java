// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/** One call of a webhook over HTTPS: trusted by its {@code caBundle} alone, and known by its Service's name. */
final class WebhookCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceEndpoints endpoints;

    WebhookCall(ServiceEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    JsonNode post(JsonNode webhook, ObjectNode review) throws IOException {
        JsonNode service = webhook.at("/clientConfig/service");
        String namespace = service.path("namespace").asText();
        String name = service.path("name").asText();
        int port = endpoints.loopbackPort(namespace, name, service.path("port").asInt(443));
        URI address =
                URI.create("https://127.0.0.1:" + port + service.path("path").asText("/"));
        HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
        int timeout = 1000 * webhook.path("timeoutSeconds").asInt(10);
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setSSLSocketFactory(
                trusting(webhook.at("/clientConfig/caBundle").asText()).getSocketFactory());
        connection.setHostnameVerifier((host, session) -> isFor(session, name + "." + namespace + ".svc"));
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(JSON.writeValueAsBytes(review));
        int status = connection.getResponseCode();
        if (status != 200) {
            throw new IOException("it answered with HTTP status " + status);
        }
        return JSON.readTree(connection.getInputStream());
    }

    private static SSLContext trusting(String caBundle) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(Base64.getDecoder().decode(caBundle)));
            for (Certificate authority : authorities) {
                store.setCertificateEntry("ca-" + store.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("its caBundle holds no certificate that can be read", e);
        }
    }

    private static boolean isFor(SSLSession session, String wanted) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> wanted.equals(name.get(1)));
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return false;
        }
    }
}
