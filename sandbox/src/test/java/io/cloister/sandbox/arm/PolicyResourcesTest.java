// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Definitions, assignments and exemptions as resources, and what they do to others. */
class PolicyResourcesTest {

    private static final String CORP = "/providers/Microsoft.Management/managementGroups/corp";

    @Test
    void whatIsAssignedToAManagementGroupHoldsInTheSubscription() {
        Azure azure = new Azure();
        assertThat(azure.put(CORP, "{'properties':{'displayName':'Corp'}}").status())
                .isEqualTo(200);
        assertThat(azure.get(CORP).body().at("/properties/displayName").asText())
                .isEqualTo("Corp");
        assertThat(azure.get("/providers/Microsoft.Management/managementGroups")
                        .body()
                        .path("value"))
                .hasSize(1);
        String definition = CORP + "/providers/Microsoft.Authorization/policyDefinitions/d";
        String assignment = CORP + "/providers/Microsoft.Authorization/policyAssignments/a";
        azure.put(
                definition,
                "{'properties':{'mode':'All','policyRule':{'if':{'field':'type','equals':'Microsoft.Network/routeTables'},"
                        + "'then':{'effect':'deny'}}}}");
        assertThat(azure.put(assignment, "{'properties':{'policyDefinitionId':'" + definition + "'}}")
                        .status())
                .isEqualTo(201);

        Azure.Answer denied = azure.put(Azure.NETWORK + "/routeTables/r", "{'location':'westeurope'}");
        assertThat(denied.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(denied.body()
                        .at("/error/additionalInfo/0/info/policyAssignmentScope")
                        .asText())
                .isEqualTo(CORP);
        assertThat(azure.get(Azure.SUBSCRIPTION
                                + "/providers/Microsoft.Authorization/policyAssignments?$filter=atScope()")
                        .body()
                        .path("value"))
                .hasSize(1);

        assertThat(azure.delete(assignment).status()).isEqualTo(200);
        assertThat(azure.put(Azure.NETWORK + "/routeTables/r", "{'location':'westeurope'}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whoHasNoRightsInTheSubscriptionHasNoneAboveIt() {
        Azure azure = new Azure();
        azure.actAs("99999999-0000-0000-0000-000000000009");

        assertThat(azure.put(CORP, "{'properties':{}}").code()).isEqualTo("AuthorizationFailed");
        assertThat(azure.put(CORP + "/providers/Microsoft.Authorization/policyDefinitions/d", "{'properties':{}}")
                        .code())
                .isEqualTo("AuthorizationFailed");
    }

    /** "Default: this option will validate the exemption is at or under the assignment scope." */
    @Test
    void anExemptionIsWithinItsAssignmentUnlessItSaysThatThisIsNotToBeChecked() {
        Azure azure = new Azure();
        azure.arm.seed(
                Azure.SUBSCRIPTION + "/resourceGroups/rg2",
                azure.get(Azure.RG).body().deepCopy());
        String assignment = Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/a";
        azure.put(
                assignment,
                "{'properties':{'policyDefinitionId':'/providers/Microsoft.Authorization/policyDefinitions/"
                        + "83a86a26-fd1f-447c-b59d-e51f44264114'}}");
        String elsewhere =
                Azure.SUBSCRIPTION + "/resourceGroups/rg2/providers/Microsoft.Authorization/policyExemptions/e";
        String body = "{'properties':{'exemptionCategory':'Waiver','policyAssignmentId':'" + assignment + "'%s}}";

        assertThat(azure.put(elsewhere, body.formatted("")).status()).isEqualTo(400);
        assertThat(azure.put(elsewhere, body.formatted(",'assignmentScopeValidation':'DoNotValidate'"))
                        .status())
                .isEqualTo(201);
    }

    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
    private static final String DEFINITION = Azure.SUBSCRIPTION + AUTHORIZATION + "policyDefinitions/d";
    private static final String ASSIGNMENT = Azure.RG + AUTHORIZATION + "policyAssignments/a";
    private static final String EXEMPTION = Azure.RG + AUTHORIZATION + "policyExemptions/e";
    private static final String RULE = "'policyRule':{'if':{'field':'type','equals':'t'},'then':{'effect':'deny'}}";

    private final Azure azure = new Azure();

    @Test
    void aDefinitionIsCustomAndIndexedUnlessItSaysOtherwise() {
        Azure.Answer created = azure.put(DEFINITION, "{'properties':{" + RULE + "}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().at("/properties/policyType").asText()).isEqualTo("Custom");
        assertThat(created.body().at("/properties/mode").asText()).isEqualTo("Indexed");
        assertThat(azure.put(DEFINITION, "{'properties':{" + RULE + "}}").status())
                .isEqualTo(201);
    }

    @Test
    void aDefinitionInUseStays() {
        define();
        azure.put(
                ASSIGNMENT,
                "{'properties':{'policyDefinitionId':'" + DEFINITION + "','parameters':{'p':{'value':'a'}}}}");

        assertThat(azure.delete(DEFINITION).code()).isEqualTo("PolicyDefinitionInUse");
        assertThat(azure.delete(ASSIGNMENT).status()).isEqualTo(200);
        assertThat(azure.delete(DEFINITION).status()).isEqualTo(200);
    }

    @Test
    void anAssignmentIsAlwaysCreated() {
        define();
        String body =
                "{'location':'westeurope','identity':{'type':'SystemAssigned'},'properties':{'policyDefinitionId':'"
                        + DEFINITION + "','parameters':{'p':{'value':'a'}}}}";
        Azure.Answer first = azure.put(ASSIGNMENT, body);
        Azure.Answer second = azure.put(ASSIGNMENT, body);

        assertThat(List.of(first.status(), second.status())).containsExactly(201, 201);
        assertThat(first.body().at("/properties/scope").asText()).isEqualTo(Azure.RG);
        assertThat(first.body().at("/properties/enforcementMode").asText()).isEqualTo("Default");
        assertThat(first.body().at("/identity/principalId").asText())
                .isNotEmpty()
                .isEqualTo(second.body().at("/identity/principalId").asText());
    }

    @Test
    void anExemptionLetsThrough() {
        denyAddresses();
        String address = Azure.NETWORK + "/publicIPAddresses/p";
        String body = "{'location':'westeurope','sku':{'name':'Standard'}}";
        assertThat(azure.put(address, body).code()).isEqualTo("RequestDisallowedByPolicy");
        String exemption = "{'properties':{'policyAssignmentId':'%s','exemptionCategory':'Waiver'%s}}";

        assertThat(azure.put(EXEMPTION, exemption.formatted(ASSIGNMENT + "x", ""))
                        .code())
                .isEqualTo("InvalidCreatePolicyExemptionRequest");
        assertThat(azure.put(EXEMPTION, exemption.formatted(ASSIGNMENT, ",'policyDefinitionReferenceIds':['x']"))
                        .code())
                .isEqualTo("InvalidPolicyDefinitionReference");
        assertThat(azure.put(EXEMPTION, "{'properties':{'policyAssignmentId':'" + ASSIGNMENT + "'}}")
                        .code())
                .isEqualTo("InvalidRequestContent");
        assertThat(azure.put(EXEMPTION, exemption.formatted(ASSIGNMENT, "")).status())
                .isEqualTo(201);
        assertThat(azure.put(EXEMPTION, exemption.formatted(ASSIGNMENT + "x", ""))
                        .code())
                .isEqualTo("InvalidPolicyAssignmentIdUpdate");

        assertThat(azure.put(address, body).status()).isEqualTo(201);
        azure.delete(ASSIGNMENT);
        assertThat(azure.get(EXEMPTION).code()).isEqualTo("PolicyExemptionNotFound");
    }

    @Test
    void modifyChangesWhatIsWritten() {
        azure.put(DEFINITION, """
                {'properties':{'mode':'All','policyRule':{'if':{'field':'type','equals':'Microsoft.Network/virtualNetworks'},
                 'then':{'effect':'modify','details':{'roleDefinitionIds':['x'],'operations':[
                  {'operation':'addOrReplace','field':'tags.cost','value':'7'},
                  {'operation':'addOrReplace','field':'Microsoft.Network/virtualNetworks/enableDdosProtection','value':true}]}}}}}""");
        azure.put(
                ASSIGNMENT,
                "{'location':'westeurope','identity':{'type':'SystemAssigned'},'properties':{'policyDefinitionId':'"
                        + DEFINITION + "'}}");

        azure.makeNetwork();

        assertThat(azure.get(Azure.VNET).body().at("/tags/cost").asText()).isEqualTo("7");
        assertThat(azure.get(Azure.VNET)
                        .body()
                        .at("/properties/enableDdosProtection")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void denyActionKeepsWhatIsThere() {
        azure.makeNetwork();
        azure.put(
                ASSIGNMENT,
                "{'properties':{'policyDefinitionId':'" + AUTHORIZATION
                        + "policyDefinitions/78460a36-508a-49a4-b2b2-2f5ec564f4bb','parameters':{"
                        + "'listOfResourceTypesDisallowedForDeletion':{'value':['Microsoft.Network/virtualNetworks']}}}}");

        Azure.Answer refused = azure.delete(Azure.VNET);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(refused.header("x-ms-failure-cause")).isEqualTo("gateway");
        assertThat(refused.body().at("/error/message").asText())
                .startsWith("Deletion of resource 'vnet1' was disallowed by policy.");
        assertThat(refused.body()
                        .at("/error/additionalInfo/0/info/policyDefinitionEffect")
                        .asText())
                .isEqualTo("denyAction");
        assertThat(azure.get(Azure.VNET).status()).isEqualTo(200);
    }

    @Test
    void groupsAreHeldAgainstPolicyUnderTheirLongName() {
        azure.put(
                Azure.SUBSCRIPTION + AUTHORIZATION + "policyAssignments/a",
                "{'properties':{'policyDefinitionId':'" + AUTHORIZATION
                        + "policyDefinitions/e765b5de-1225-4ba3-bd56-1ac6695af988',"
                        + "'parameters':{'listOfAllowedLocations':{'value':['westeurope']}}}}");

        assertThat(azure.put(Azure.SUBSCRIPTION + "/resourceGroups/far", "{'location':'eastus'}")
                        .code())
                .isEqualTo("RequestDisallowedByPolicy");
        assertThat(azure.put(Azure.SUBSCRIPTION + "/resourceGroups/near", "{'location':'westeurope'}")
                        .status())
                .isEqualTo(201);
        assertThat(azure.get(Azure.SUBSCRIPTION + "/resourceGroups/near")
                        .body()
                        .path("type")
                        .asText())
                .isEqualTo("Microsoft.Resources/resourceGroups");
    }

    /** The rule of "Audit for mandatory tags on resource groups" in Azure/Enterprise-Scale. */
    @Test
    void aNewGroupIsItsOwnResourceGroup() {
        azure.put(DEFINITION, """
                {'properties':{'mode':'All','policyRule':{'if':{'allOf':[
                  {'field':'type','equals':'Microsoft.Resources/subscriptions/resourceGroups'},
                  {'not':{'count':{'value':['owner','cost'],'name':'tag','where':
                    {'value':'[resourceGroup().tags[current(\\u0027tag\\u0027)]]','notMatch':''}},'equals':2}}]},
                 'then':{'effect':'deny'}}}}""");
        azure.put(
                Azure.SUBSCRIPTION + AUTHORIZATION + "policyAssignments/a",
                "{'properties':{'policyDefinitionId':'" + DEFINITION + "'}}");
        String group = Azure.SUBSCRIPTION + "/resourceGroups/new";

        Azure.Answer untagged = azure.put(group, "{'location':'westeurope'}");
        assertThat(untagged.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(untagged.body()
                        .at("/error/additionalInfo/0/info/evaluationDetails")
                        .has("reason"))
                .isFalse();
        assertThat(azure.put(group, "{'location':'westeurope','tags':{'owner':'red','cost':'7'}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatAzureBringsIsNotToBeChanged() {
        String builtIn = AUTHORIZATION + "policyDefinitions/7bca8353-aa3b-429b-904a-9229c4385837";

        assertThat(azure.put(builtIn, "{'properties':{" + RULE + "}}").code()).isEqualTo("HttpMethodNotSupported");
        assertThat(azure.delete(builtIn).code()).isEqualTo("HttpMethodNotSupported");
        assertThat(azure.delete(Azure.SUBSCRIPTION + builtIn).status()).isEqualTo(204);
    }

    @Test
    void aPatchOfAnAssignmentIsAnUpdate() {
        denyAddresses();

        Azure.Answer patched =
                azure.call("PATCH", ASSIGNMENT, "{'identity':{'type':'SystemAssigned'},'location':'westeurope'}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().at("/identity/principalId").asText()).isNotEmpty();
    }

    @Test
    void listsKnowTheirScope() {
        define();
        denyAddresses();
        String definitions = AUTHORIZATION + "policyDefinitions";

        assertThat(names(definitions))
                .contains("6c112d4e-5bc7-47ae-a041-ea2d9dccd749")
                .doesNotContain("d");
        assertThat(names(Azure.SUBSCRIPTION + definitions)).contains("6c112d4e-5bc7-47ae-a041-ea2d9dccd749", "d");
        assertThat(names(Azure.SUBSCRIPTION + definitions + "?$filter=policyType eq 'Custom'"))
                .containsExactly("d");
        String assignments = AUTHORIZATION + "policyAssignments";
        assertThat(names(Azure.SUBSCRIPTION + assignments)).containsExactly("a");
        assertThat(names(Azure.SUBSCRIPTION + assignments + "?$filter=atScope()"))
                .isEmpty();
        assertThat(names(Azure.RG + assignments + "?$filter=atExactScope()")).containsExactly("a");
        assertThat(names(Azure.VNET + assignments)).containsExactly("a");
        assertThat(names(Azure.VNET + assignments + "?$filter=atExactScope()")).isEmpty();
    }

    @Test
    void aDefinitionHasAVersion() {
        String builtIn = AUTHORIZATION + "policyDefinitions/7bca8353-aa3b-429b-904a-9229c4385837/versions";

        assertThat(names(builtIn)).containsExactly("1.1.0");
        assertThat(azure.get(builtIn + "/1.1.0")
                        .body()
                        .at("/properties/displayName")
                        .asText())
                .isEqualTo("Subnets should be private");
        assertThat(azure.get(builtIn + "/9.0.0").code()).isEqualTo("PolicyDefinitionNotFound");
    }

    @Test
    void aPreflightTellsWhatFieldsMayBe() {
        azure.put(DEFINITION, """
                {'properties':{'mode':'All','policyRule':{'if':{'anyOf':[
                  {'field':'location','notEquals':'westeurope'},{'field':'tags.cost','notIn':['1','2']}]},
                 'then':{'effect':'deny'}}}}""");
        azure.put(
                ASSIGNMENT,
                "{'properties':{'policyDefinitionId':'" + DEFINITION
                        + "','nonComplianceMessages':[{'message':'Say who pays'}]}}");

        JsonNode answer = azure.call(
                        "POST",
                        Azure.RG + "/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2024-10-01",
                        "{'resourceDetails':{'resourceContent':{'type':'Microsoft.Network/virtualNetworks','name':'v',"
                                + "'location':'westeurope'}},'pendingFields':[{'field':'tags'},"
                                + "{'field':'location','values':['westeurope','eastus']}]}")
                .body();

        assertThat(answer.at("/fieldRestrictions").findValuesAsText("field")).contains("tags.cost", "location");
        JsonNode required = StreamSupport.stream(
                        answer.path("fieldRestrictions").spliterator(), false)
                .filter(one -> one.path("field").asText().equals("tags.cost"))
                .findFirst()
                .orElseThrow()
                .at("/restrictions/0");
        assertThat(required.path("result").asText()).isEqualTo("Required");
        assertThat(required.path("values").toString()).isEqualTo("[\"1\",\"2\"]");
        assertThat(required.path("reason").asText()).isEqualTo("Say who pays");
    }

    private void define() {
        azure.put(DEFINITION, """
                {'properties':{'mode':'All','parameters':{'p':{'type':'String','allowedValues':['a','b']}},
                 'policyRule':{'if':{'field':'tags.x','equals':'[parameters(\\u0027p\\u0027)]'},'then':{'effect':'deny'}}}}""");
    }

    private void denyAddresses() {
        azure.put(
                ASSIGNMENT,
                "{'properties':{'policyDefinitionId':'" + AUTHORIZATION
                        + "policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749','parameters':{"
                        + "'listOfResourceTypesNotAllowed':{'value':['Microsoft.Network/publicIPAddresses']}}}}");
    }

    private List<String> names(String path) {
        return StreamSupport.stream(azure.get(path).body().path("value").spliterator(), false)
                .map(one -> one.path("name").asText())
                .toList();
    }
}
