// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {

    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization";
    private static final String ROLES = AUTHORIZATION + "/roleDefinitions";
    private static final String OPERATOR = ROLES + "/0f0f0f0f-0000-0000-0000-000000000001";
    private static final String READER = ROLES + "/acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String ASSIGNMENT =
            Azure.RG + AUTHORIZATION + "/roleAssignments/6f2f1d0e-0000-0000-0000-000000000002";
    private static final String IDENTITY =
            Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/node";
    private static final String CUSTOM =
            "{'properties':{'roleName':'Machine Operator','description':'Starts and stops',"
                    + "'type':'CustomRole','assignableScopes':['" + Azure.RG + "'],'permissions':[{'actions':["
                    + "'Microsoft.Compute/virtualMachines/*/read','Microsoft.Compute/virtualMachines/read',"
                    + "'Microsoft.Compute/virtualMachines/deallocate/action'],'notActions':[]}]}}";

    private final Azure azure = new Azure();

    @Test
    void aBuiltInRoleIsTheSameAtEveryScope() {
        JsonNode atTenant = azure.get(READER).body();

        assertThat(atTenant.at("/properties/roleName").asText()).isEqualTo("Reader");
        assertThat(atTenant.path("id").asText()).isEqualTo(READER);
        assertThat(azure.get(Azure.RG + READER).body().path("id").asText()).isEqualTo(Azure.SUBSCRIPTION + READER);
        assertThat(azure.delete(Azure.SUBSCRIPTION + READER).status()).isEqualTo(403);
    }

    @Test
    void aCustomRolePermitsItsActionsAlone() {
        assertThat(azure.put(Azure.SUBSCRIPTION + OPERATOR, CUSTOM).status()).isEqualTo(201);
        azure.makeNetwork();
        new Machines(azure).makeMachine();
        String principal = identity();
        assign(principal, Azure.SUBSCRIPTION + OPERATOR, ",'principalType':'ServicePrincipal'");

        azure.actAs(principal);

        assertThat(azure.call("POST", Machines.VM + "/deallocate", "").status()).isEqualTo(202);
        assertThat(azure.call("POST", Machines.VM + "/start", "").code()).isEqualTo("AuthorizationFailed");
        assertThat(azure.get(Machines.NIC).code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void aCustomRoleNamesActionsThatAProviderCanHave() {
        String acting = "Microsoft.Compute/virtualMachines/deallocate/action";

        for (String wrong : List.of(
                "Microsoft.Compute/virtualMachines/deallocate", "Microsoft.Compute/virtualMachines", "read", "")) {
            assertThat(azure.put(Azure.SUBSCRIPTION + OPERATOR, CUSTOM.replace(acting, wrong))
                            .code())
                    .as(wrong)
                    .isEqualTo("InvalidActionOrNotAction");
        }
        for (String right : List.of("*", "*/read", "Microsoft.Compute/*", "Microsoft.KeyVault/vaults/READ")) {
            assertThat(azure.put(Azure.SUBSCRIPTION + OPERATOR, CUSTOM.replace(acting, right))
                            .status())
                    .as(right)
                    .isEqualTo(201);
        }
        assertThat(azure.put(
                                Azure.SUBSCRIPTION + OPERATOR,
                                CUSTOM.replace("'notActions':[]", "'notActions':['Microsoft.Compute/no']"))
                        .code())
                .isEqualTo("InvalidActionOrNotAction");
    }

    @Test
    void aCustomRoleIsFoundByNameAndKind() {
        azure.put(Azure.RG + OPERATOR, CUSTOM);

        assertThat(azure.get(Azure.SUBSCRIPTION + ROLES + "?$filter=roleName eq 'Machine Operator'")
                        .body()
                        .at("/value/0/properties/type")
                        .asText())
                .isEqualTo("CustomRole");
        assertThat(azure.get(Azure.SUBSCRIPTION + ROLES + "?$filter=type eq 'CustomRole'")
                        .body()
                        .path("value"))
                .hasSize(1);
    }

    @Test
    void aCustomRoleSaysWhenItWasMadeAndWhenItWasChanged() {
        JsonNode made = azure.put(Azure.SUBSCRIPTION + OPERATOR, CUSTOM).body().path("properties");
        azure.pass(60);
        JsonNode changed = azure.put(Azure.SUBSCRIPTION + OPERATOR, CUSTOM.replace("Starts and stops", "Stops"))
                .body()
                .path("properties");

        assertThat(made.path("updatedOn")).isEqualTo(made.path("createdOn"));
        assertThat(changed.path("createdOn")).isEqualTo(made.path("createdOn"));
        assertThat(Instant.parse(changed.path("updatedOn").asText()))
                .isAfterOrEqualTo(Instant.parse(made.path("updatedOn").asText()).plusSeconds(60));
        assertThat(changed.path("createdBy").asText()).isNotEmpty();
        assertThat(azure.get(READER).body().path("properties").has("updatedOn")).isTrue();
    }

    @Test
    void aRoleThatIsAssignedStays() {
        azure.put(Azure.SUBSCRIPTION + OPERATOR, CUSTOM);
        assign(identity(), Azure.SUBSCRIPTION + OPERATOR, ",'principalType':'ServicePrincipal'");

        assertThat(azure.delete(Azure.SUBSCRIPTION + OPERATOR).code()).isEqualTo("RoleDefinitionHasAssignments");
        azure.delete(ASSIGNMENT);
        assertThat(azure.delete(Azure.SUBSCRIPTION + OPERATOR).status()).isEqualTo(200);
        assertThat(azure.delete(Azure.SUBSCRIPTION + OPERATOR).status()).isEqualTo(204);
    }

    @Test
    void aNewPrincipalIsNotFoundAtOnceUnlessItsTypeIsGiven() {
        String principal = identity();

        assertThat(assign(principal, READER, "").code()).isEqualTo("PrincipalNotFound");
        azure.pass(10);

        Azure.Answer assigned = assign(principal, READER, "");
        assertThat(assigned.status()).isEqualTo(201);
        assertThat(assigned.body().at("/properties/principalType").asText()).isEqualTo("ServicePrincipal");
    }

    @Test
    void anAssignmentIsNeverGivenToAnother() {
        String principal = identity();
        azure.pass(10);
        assign(principal, READER, "");

        assertThat(assign(Azure.OWNER, READER, "").code()).isEqualTo("RoleAssignmentUpdateNotPermitted");
    }

    @Test
    void assignmentsAreListedByScopeAndPrincipal() {
        String principal = identity();
        azure.pass(10);
        assign(principal, READER, "");
        String list = AUTHORIZATION + "/roleAssignments?$filter=";

        assertThat(azure.get(Azure.SUBSCRIPTION + list + "atScope()").body().path("value"))
                .hasSize(1);
        assertThat(azure.get(Azure.RG + list + "atScope()").body().path("value"))
                .hasSize(2);
        assertThat(azure.get(Azure.SUBSCRIPTION + list + "principalId eq '" + principal + "'")
                        .body()
                        .at("/value/0/properties/scope")
                        .asText())
                .isEqualTo(Azure.RG);
    }

    @Test
    void aLockOnAGroupKeepsWhatIsInItFromDeletionButNotFromChange() {
        azure.makeNetwork();
        String lock = Azure.RG + AUTHORIZATION + "/locks/keep";
        assertThat(azure.put(lock, "{'properties':{'level':'CanNotDelete','notes':'mine'}}")
                        .status())
                .isEqualTo(201);

        Azure.Answer refused = azure.delete(Azure.VNET);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ScopeLocked");
        assertThat(azure.put(IDENTITY, "{'location':'westeurope'}").status()).isEqualTo(201);

        assertThat(azure.delete(lock).status()).isEqualTo(200);
        assertThat(azure.delete(Azure.VNET).status()).isEqualTo(202);
    }

    @Test
    void aReadOnlyLockForbidsChangesAndActions() {
        azure.makeNetwork();
        new Machines(azure).makeMachine();
        azure.put(Machines.VM + AUTHORIZATION + "/locks/frozen", "{'properties':{'level':'ReadOnly'}}");

        assertThat(azure.call("POST", Machines.VM + "/deallocate", "").code()).isEqualTo("ScopeLocked");
        assertThat(azure.call("PATCH", Machines.VM, "{'tags':{'a':'b'}}").code())
                .isEqualTo("ScopeLocked");
        assertThat(azure.get(Machines.VM).status()).isEqualTo(200);
        assertThat(azure.delete(Machines.NIC).code()).isEqualTo("NicInUse");
    }

    @Test
    void aManagementGroupTakesNothingAlongThatCouldBeLocked() {
        String group = "/providers/Microsoft.Management/managementGroups/platform";
        azure.put(group, "{'properties':{}}");
        azure.put(Azure.RG + AUTHORIZATION + "/locks/keep", "{'properties':{'level':'CanNotDelete'}}");

        assertThat(azure.delete(group).status()).isLessThan(300);
    }

    @Test
    void aGroupWithALockInsideIsNotDeleted() {
        azure.makeNetwork();
        azure.put(Azure.VNET + AUTHORIZATION + "/locks/keep", "{'properties':{'level':'CanNotDelete'}}");

        assertThat(azure.delete(Azure.RG).code()).isEqualTo("ScopeLocked");
        assertThat(azure.get(Azure.RG + AUTHORIZATION + "/locks").body().path("value"))
                .hasSize(1);
        assertThat(azure.get(Azure.RG + AUTHORIZATION + "/locks?$filter=atScope()")
                        .body()
                        .path("value"))
                .isEmpty();
    }

    @Test
    void aMachinesOwnIdentityLivesAsLongAsTheMachine() {
        azure.makeNetwork();
        Machines machines = new Machines(azure);
        machines.makeInterface();
        azure.put(Machines.VM, Machines.machine("", "").replaceFirst("\\{", "{'identity':{'type':'SystemAssigned'},"));
        azure.pass(60);
        String principal =
                azure.get(Machines.VM).body().at("/identity/principalId").asText();
        assertThat(assign(principal, READER, "").status()).isEqualTo(201);

        azure.actAs(principal);
        assertThat(azure.get(Azure.VNET).status()).isEqualTo(200);
        azure.actAs(Azure.OWNER);
        azure.delete(ASSIGNMENT);
        azure.delete(Machines.VM);
        azure.pass(30);

        assertThat(assign(principal, READER, "").code()).isEqualTo("PrincipalNotFound");
    }

    @Test
    void aFederatedCredentialIsOneIssuersSubject() {
        identity();
        String credentials = IDENTITY + "/federatedIdentityCredentials/";
        String body = "{'properties':{'issuer':'https://oidc.example/','subject':'system:serviceaccount:a:b',"
                + "'audiences':['api://AzureADTokenExchange']}}";

        assertThat(azure.put(credentials + "one", body).status()).isEqualTo(201);
        assertThat(azure.put(credentials + "two", body).code()).isEqualTo("Conflict");
        assertThat(azure.get(IDENTITY + "/federatedIdentityCredentials").body().path("value"))
                .hasSize(1);
        azure.delete(IDENTITY);
        assertThat(azure.get(credentials + "one").status()).isEqualTo(404);
    }

    private String identity() {
        return azure.put(IDENTITY, "{'location':'westeurope'}")
                .body()
                .at("/properties/principalId")
                .asText();
    }

    private Azure.Answer assign(String principal, String role, String more) {
        return azure.put(
                ASSIGNMENT,
                "{'properties':{'roleDefinitionId':'" + role + "','principalId':'" + principal + "'" + more + "}}");
    }
}
