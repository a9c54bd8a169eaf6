// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final String IDENTITY =
            Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/node";
    private static final String ASSIGNMENT =
            Azure.RG + "/providers/Microsoft.Authorization/roleAssignments/6f2f1d0e-0000-0000-0000-000000000001";
    private static final String NETWORK_CONTRIBUTOR = Azure.SUBSCRIPTION
            + "/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7";
    private static final String EMPTY_NETWORK =
            "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.9.0.0/16']}}}";

    private final Azure azure = new Azure();

    @Test
    void asksForAToken() {
        Azure.Answer answer = azure.send("GET", Azure.RG + "?api-version=2025-04-01", "", Map.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("AuthenticationFailed");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer authorization_uri=");
    }

    @Test
    void refusesATokenForAnotherAudience() {
        String token = azure.entra.token(Azure.OWNER, "app", "api://cloister");

        assertThat(azure.send("GET", Azure.RG + "?api-version=1", "", Map.of("authorization", "Bearer " + token))
                        .code())
                .isEqualTo("InvalidAuthenticationToken");
    }

    @Test
    void givesATokenForTheRightSecretOnly() {
        String path = "/72f988bf-0000-0000-0000-000000000000/oauth2/v2.0/token";
        String form = "grant_type=client_credentials&client_id=22222222-0000-0000-0000-000000000002"
                + "&scope=https://localhost:8443//.default&client_secret=";

        assertThat(azure.send("POST", path, form + "the+client%27s+secret", Map.of())
                        .body()
                        .path("access_token")
                        .asText())
                .contains(".");
        Azure.Answer refused = azure.send("POST", path, form + "wrong", Map.of());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().path("error_description").asText()).startsWith("AADSTS7000215");
    }

    @Test
    void anIdentityMayDoWhatItsRolePermitsWhereItWasGiven() {
        String principal = azure.put(IDENTITY, "{'location':'westeurope'}")
                .body()
                .path("properties")
                .path("principalId")
                .asText();
        azure.actAs(principal);
        assertThat(azure.put(Azure.VNET, EMPTY_NETWORK).code()).isEqualTo("AuthorizationFailed");

        azure.actAs(Azure.OWNER);
        assertThat(assign(principal).status()).isEqualTo(201);

        azure.actAs(principal);
        assertThat(azure.put(Azure.VNET, EMPTY_NETWORK).status()).isEqualTo(201);
        assertThat(azure.delete(IDENTITY).code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void refusesARoleForAPrincipalThatIsUnknown() {
        assertThat(assign("99999999-0000-0000-0000-000000000009").code()).isEqualTo("PrincipalNotFound");
    }

    @Test
    void findsARoleByItsName() {
        Azure.Answer found = azure.get(Azure.RG
                + "/providers/Microsoft.Authorization/roleDefinitions?$filter=roleName eq 'Network Contributor'");

        assertThat(found.body().at("/value/0/id").asText()).isEqualTo(NETWORK_CONTRIBUTOR);
    }

    private Azure.Answer assign(String principal) {
        return azure.put(
                ASSIGNMENT,
                "{'properties':{'roleDefinitionId':'" + NETWORK_CONTRIBUTOR + "','principalId':'" + principal
                        + "','principalType':'ServicePrincipal'}}");
    }
}
