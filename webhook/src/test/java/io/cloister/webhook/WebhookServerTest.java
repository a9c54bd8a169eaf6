// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookServerTest {

    private static final String RULES =
            "rules: [{name: internal, overwrite: true, selector: {}," + " annotations: {a.example/internal: \"%s\"}}]";

    @TempDir
    Path folder;

    @Test
    void annotatesOverHttpsAndFollowsItsFiles() throws Exception {
        X509Certificate first = issue(1);
        rules("true");
        try (WebhookServer server = WebhookServer.start(file("tls.crt"), file("tls.key"), file("rules.yaml"), 0)) {
            HttpClient client = trusting(first);
            assertThat(patch(server, client))
                    .isEqualTo("[{\"op\":\"add\",\"path\":\"/metadata/annotations\","
                            + "\"value\":{\"a.example/internal\":\"true\"}}]");

            rules("yes");
            server.reload();
            assertThat(patch(server, client)).contains("yes");

            Files.writeString(file("rules.yaml"), "rules: [{annotations: {a: true}}]");
            server.reload();
            assertThat(patch(server, client)).contains("yes");
            assertThat(get(server, client, "/readyz")).contains("refused", "write \"true\" in quotes");
            assertThat(get(server, client, "/metrics")).contains("file=\"rules\",outcome=\"refused\"} 1");

            X509Certificate second = issue(2);
            server.reload();
            assertThat(patch(server, client)).contains("yes");
            assertThat(patch(server, trusting(second))).contains("yes");
        }
    }

    private void rules(String value) throws Exception {
        Files.writeString(file("rules.yaml"), RULES.formatted(value));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String patch(WebhookServer server, HttpClient client) throws Exception {
        String review =
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"u1\","
                        + "\"operation\":\"CREATE\",\"namespace\":\"shop\",\"resource\":{\"group\":\"\",\"resource\":\"services\"},"
                        + "\"object\":{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"LoadBalancer\"}}}}";
        HttpRequest request = HttpRequest.newBuilder(uri(server, "/mutate"))
                .POST(HttpRequest.BodyPublishers.ofString(review))
                .build();
        JsonNode response = new ObjectMapper()
                .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("response");
        assertThat(response.path("uid").asText()).isEqualTo("u1");
        return new String(Base64.getDecoder().decode(response.path("patch").asText()));
    }

    private String get(WebhookServer server, HttpClient client, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(server, path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static URI uri(WebhookServer server, String path) {
        return URI.create("https://localhost:" + server.port() + path);
    }

    private X509Certificate issue(long serial) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=localhost");
        Date start = Date.from(Instant.now().minusSeconds(60));
        Date end = Date.from(Instant.now().plusSeconds(3600));
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(name, BigInteger.valueOf(serial), start, end, name, pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        Files.writeString(file("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(file("tls.key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return certificate;
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static HttpClient trusting(X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }
}
