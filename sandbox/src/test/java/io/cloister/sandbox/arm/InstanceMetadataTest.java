// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.https.HttpsFront;
import io.cloister.sandbox.imds.InstanceMetadata;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceMetadataTest {

    private static final String IDENTITY =
            Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/node";
    private static final String TOKEN =
            "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Flocalhost%3A8443%2F";
    private static final Map<String, String> METADATA = Map.of("metadata", "true");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Azure azure = new Azure();
    private final InstanceMetadata metadata = new InstanceMetadata(
            azure.arm.resources(),
            azure.entra,
            azure.clock,
            Azure.OWNER,
            "22222222-0000-0000-0000-000000000002",
            "known");

    @Test
    void aTokenOfTheSandboxsOwnClientOpensTheSubscription() throws IOException {
        JsonNode token = json(get(
                "/msi/token?api-version=2019-08-01&resource=https://localhost:8443/",
                Map.of("x-identity-header", "known")));

        assertThat(token.path("expires_on").asText())
                .isEqualTo(Long.toString(azure.clock.now().plusSeconds(3600).getEpochSecond()));
        Azure.Answer read = azure.send(
                "GET",
                Azure.RG + "?api-version=2025-04-01",
                "",
                Map.of("authorization", "Bearer " + token.path("access_token").asText()));
        assertThat(read.status()).isEqualTo(200);
    }

    @Test
    void withoutItsHeaderTheServiceSaysNothing() {
        assertThat(get(TOKEN, Map.of()).status()).isEqualTo(400);
        assertThat(get("/msi/token?resource=x", Map.of("x-identity-header", "guessed"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aMachineGetsTokensOfItsOwnIdentitiesOnly() throws IOException {
        String principal = azure.put(IDENTITY, "{'location':'westeurope'}")
                .body()
                .at("/properties/principalId")
                .asText();
        String other = azure.put(IDENTITY + "2", "{'location':'westeurope'}")
                .body()
                .at("/properties/clientId")
                .asText();
        azure.makeNetwork();
        new Machines(azure).makeInterface();
        azure.put(
                Machines.VM,
                Machines.machine("", "")
                        .replaceFirst(
                                "\\{",
                                "{'identity':{'type':'UserAssigned','userAssignedIdentities':{'" + IDENTITY
                                        + "':{}}},"));

        String token = json(get("/machines/proxy" + TOKEN, METADATA))
                .path("access_token")
                .asText();

        assertThat(azure.entra.verify(token).orElseThrow().objectId()).isEqualTo(principal);
        ArmResponse refused = get("/machines/proxy" + TOKEN + "&client_id=" + other, METADATA);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(json(refused).path("error_description").asText()).isEqualTo("Identity not found");
    }

    @Test
    void theInstanceDocumentSaysWhereAMachineIs() throws IOException {
        azure.makeNetwork();
        new Machines(azure).scaleSet(1);
        String document = "/machines/demo000000/metadata/instance";

        JsonNode found = json(get(document + "?api-version=2021-02-01", METADATA));

        assertThat(found.at("/compute/vmScaleSetName").asText()).isEqualTo("demo-workers");
        assertThat(found.at("/compute/zone").asText()).isEqualTo("1");
        assertThat(found.at("/network/interface/0/ipv4/ipAddress/0/privateIpAddress")
                        .asText())
                .isEqualTo("10.20.1.4");
        assertThat(new String(
                        get(document + "/compute/vmSize?api-version=2021-02-01&format=text", METADATA)
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo("Standard_D2s_v5");
        assertThat(get(document, METADATA).status()).isEqualTo(400);
        assertThat(get("/machines/nobody/metadata/instance?api-version=1", METADATA)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isServedOverPlainHttp() throws Exception {
        try (HttpsFront server = HttpsFront.startUnencrypted(0, metadata::handle)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + TOKEN))
                                    .header("Metadata", "true")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(JSON.readTree(answer.body()).path("token_type").asText()).isEqualTo("Bearer");
        }
    }

    private ArmResponse get(String path, Map<String, String> headers) {
        return metadata.handle(new ArmRequest("GET", URI.create(path), headers, new byte[0]));
    }

    private static JsonNode json(ArmResponse response) throws IOException {
        return JSON.readTree(response.body());
    }
}
