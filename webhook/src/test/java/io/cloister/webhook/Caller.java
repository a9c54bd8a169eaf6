// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Calls the webhook as the API server does, trusting only the certificates it is given. */
record Caller(int port, SSLContext tls) {

    static final String REVIEW =
            "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"u1\","
                    + "\"operation\":\"CREATE\",\"namespace\":\"shop\",\"resource\":{\"group\":\"\",\"resource\":\"services\"},"
                    + "\"object\":{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"LoadBalancer\"}}}}";

    static Caller of(WebhookServer server, X509Certificate... trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : trusted) {
            store.setCertificateEntry(certificate.getSerialNumber().toString(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new Caller(server.port(), tls);
    }

    /** Over a connection of its own. */
    HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newBuilder().sslContext(tls).build().send(request, HttpResponse.BodyHandlers.ofString());
    }

    String get(String path) throws Exception {
        return send("GET", path, "text/plain", "").body();
    }

    String patch() throws Exception {
        JsonNode response = new ObjectMapper()
                .readTree(send("POST", "/mutate", "application/json", REVIEW).body());
        return new String(response.path("response").path("patch").binaryValue(), StandardCharsets.UTF_8);
    }
}
