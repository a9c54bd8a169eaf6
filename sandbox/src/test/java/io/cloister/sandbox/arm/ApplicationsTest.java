// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code az ad sp create-for-rbac} does, call by call. */
class ApplicationsTest {

    private static final String READER = Azure.SUBSCRIPTION
            + "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";

    private final Azure azure = new Azure();

    @Test
    void anApplicationSignsInWithItsSecretAndHasTheRightsOfItsRole() {
        JsonNode application = register("pipeline");
        String id = application.path("id").asText();
        String secret = azure.call(
                        "POST",
                        "/v1.0/applications/" + id + "/addPassword",
                        "{'passwordCredential':{'displayName':'rbac'}}")
                .body()
                .path("secretText")
                .asText();
        String appId = application.path("appId").asText();
        String principal = azure.call("POST", "/v1.0/servicePrincipals", "{'appId':'" + appId + "'}")
                .body()
                .path("id")
                .asText();
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-00000000000a",
                "{'properties':{'roleDefinitionId':'" + READER + "','principalId':'" + principal
                        + "','principalType':'ServicePrincipal'}}");
        azure.pass(600);

        assertThat(signIn(appId, secret + "x").body().path("error").asText()).isEqualTo("invalid_client");
        String token = signIn(appId, secret).body().path("access_token").asText();
        assertThat(azure.entra.verify(token))
                .hasValueSatisfying(caller -> assertThat(caller.objectId()).isEqualTo(principal));
        Map<String, String> headers = Map.of("authorization", "Bearer " + token);
        assertThat(azure.send("GET", Azure.RG + "?api-version=2022-09-01", "", headers)
                        .status())
                .isEqualTo(200);
        assertThat(azure.send("DELETE", Azure.RG + "?api-version=2022-09-01", "", headers)
                        .status())
                .isEqualTo(403);
        assertThat(azure.send("POST", "/v1.0/applications", "{\"displayName\":\"x\"}", headers)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anApplicationIsFoundByItsNameAndItsApplicationIdAndShowsNoSecret() {
        JsonNode application = register("pipeline");
        String appId = application.path("appId").asText();
        azure.call("POST", "/v1.0/applications/" + application.path("id").asText() + "/addPassword", "{}");

        JsonNode found = azure.get("/v1.0/applications?$filter=startswith(displayName,'pipe')")
                .body()
                .path("value");

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/passwordCredentials")).hasSize(1);
        assertThat(found.findValue("secretText")).isNull();
        assertThat(azure.get("/v1.0/applications?$filter=appId eq '" + appId + "'")
                        .body()
                        .path("value"))
                .hasSize(1);
        assertThat(azure.get("/v1.0/applications?$filter=displayName eq 'other'")
                        .body()
                        .path("value"))
                .isEmpty();
    }

    @Test
    void anApplicationTakesItsServicePrincipalAlong() {
        JsonNode application = register("pipeline");
        String principal = "{'appId':'" + application.path("appId").asText() + "'}";

        assertThat(azure.call("POST", "/v1.0/servicePrincipals", principal).status())
                .isEqualTo(201);
        assertThat(azure.call("POST", "/v1.0/servicePrincipals", principal).code())
                .isEqualTo("Request_MultipleObjectsWithSameKeyValue");
        assertThat(azure.delete("/v1.0/applications/" + application.path("id").asText())
                        .status())
                .isEqualTo(204);
        assertThat(azure.get("/v1.0/servicePrincipals?$filter=displayName eq 'pipeline'")
                        .body()
                        .path("value"))
                .isEmpty();
    }

    @Test
    void anApplicationAcceptsTokensOfOthers() {
        String credentials =
                "/v1.0/applications/" + register("pipeline").path("id").asText() + "/federatedIdentityCredentials";

        azure.call("POST", credentials, "{'name':'main','issuer':'https://issuer.example.com','subject':'repo:x'}");

        assertThat(azure.get(credentials + "/main").body().path("subject").asText())
                .isEqualTo("repo:x");
        assertThat(azure.delete(credentials + "/main").status()).isEqualTo(204);
        assertThat(azure.get(credentials).body().path("value")).isEmpty();
    }

    private JsonNode register(String name) {
        return azure.call("POST", "/v1.0/applications", "{'displayName':'" + name + "'}")
                .body();
    }

    private Azure.Answer signIn(String appId, String secret) {
        return azure.send(
                "POST",
                "/" + Azure.settings().tenantId() + "/oauth2/v2.0/token",
                "grant_type=client_credentials&scope=https://localhost:8443/.default&client_id=" + appId
                        + "&client_secret=" + secret,
                Map.of());
    }
}
