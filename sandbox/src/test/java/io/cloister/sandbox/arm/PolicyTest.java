// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final String ASSIGNMENT =
            Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/no-public-ips";
    private static final String PUBLIC_IP = Azure.NETWORK + "/publicIPAddresses/pip1";
    private static final String BODY = "{'location':'westeurope','sku':{'name':'Standard'}}";

    private final Azure azure = new Azure();

    @BeforeEach
    void publicIpsAreForbidden() {
        assertThat(assign("Default").status()).isEqualTo(201);
    }

    @Test
    void deniesAsAzureDoes() {
        Azure.Answer denied = azure.put(PUBLIC_IP, BODY);

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(denied.body().at("/error/target").asText()).isEqualTo("pip1");
        assertThat(denied.body().at("/error/message").asText())
                .contains("Nothing public here", "See error details for policy resource IDs");
        JsonNode violation = denied.body().at("/error/additionalInfo/0");
        assertThat(violation.path("type").asText()).isEqualTo("PolicyViolation");
        assertThat(violation.at("/info/policyAssignmentId").asText()).isEqualTo(ASSIGNMENT);
        assertThat(violation.at("/info/policyDefinitionEffect").asText()).isEqualTo("deny");
        assertThat(violation
                        .at("/info/evaluationDetails/evaluatedExpressions/0/operator")
                        .asText())
                .isEqualTo("In");
        assertThat(azure.get(PUBLIC_IP).status()).isEqualTo(404);
    }

    @Test
    void anAssignmentThatIsNotEnforcedDeniesNothing() {
        assertThat(assign("DoNotEnforce").status()).isEqualTo(201);

        assertThat(azure.put(PUBLIC_IP, BODY).status()).isEqualTo(201);
    }

    @Test
    void tellsBeforehandWhatWouldBeDenied() {
        Azure.Answer answer = azure.call(
                "POST",
                Azure.RG + "/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2024-10-01",
                "{'resourceDetails':{'resourceContent':{'type':'Microsoft.Network/publicIPAddresses',"
                        + "'location':'westeurope'},'apiVersion':'2025-03-01'}}");

        JsonNode evaluation = answer.body().at("/contentEvaluationResult/policyEvaluations/0");
        assertThat(evaluation.path("evaluationResult").asText()).isEqualTo("NonCompliant");
        assertThat(evaluation.at("/policyInfo/policyAssignmentId").asText()).isEqualTo(ASSIGNMENT);
        assertThat(evaluation.at("/effectDetails/policyEffect").asText()).isEqualTo("Deny");
    }

    @Test
    void deniesANetworkWithASubnetThatHasNoSecurityGroup() {
        String definition =
                Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/policyDefinitions/subnets-need-a-group";
        azure.put(definition, """
                {'properties':{'mode':'All','policyRule':{'if':{'allOf':[
                 {'field':'type','equals':'Microsoft.Network/virtualNetworks'},
                 {'count':{'field':'Microsoft.Network/virtualNetworks/subnets[*]','where':
                   {'field':'Microsoft.Network/virtualNetworks/subnets[*].networkSecurityGroup.id','exists':false}},
                  'greater':0}]},'then':{'effect':'deny'}}}}""");
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/nsg",
                "{'properties':{'displayName':'','policyDefinitionId':'" + definition + "'}}");

        Azure.Answer denied = azure.put(Azure.VNET, """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']},
                 'subnets':[{'name':'bare','properties':{'addressPrefix':'10.20.1.0/24'}}]}}""");

        assertThat(denied.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(denied.body().at("/error/message").asText())
                .as("an assignment without a display name goes by its name")
                .contains("{\"policyAssignment\":{\"name\":\"nsg\",");
    }

    /** As the definition "Custom roles are not allowed" of github.com/Azure/Community-Policy has it. */
    @Test
    void aRoleOfOnesOwnMayBeForbidden() {
        String definition = Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/policyDefinitions/no-roles";
        azure.put(definition, """
                {'properties':{'mode':'All','policyRule':{'if':{'allOf':[
                 {'field':'type','equals':'Microsoft.Authorization/roleDefinitions'},
                 {'field':'Microsoft.Authorization/roleDefinitions/type','equals':'CustomRole'},
                 {'field':'Microsoft.Authorization/roleDefinitions/roleName','notIn':['Ours']}]},'then':{'effect':'deny'}}}}""");
        azure.put(
                Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/policyAssignments/no-roles",
                "{'properties':{'policyDefinitionId':'" + definition + "'}}");
        String role = "{'properties':{'roleName':'%s','type':'CustomRole','permissions':[{'actions':['*/read']}],"
                + "'assignableScopes':['" + Azure.SUBSCRIPTION + "']}}";
        String id = Azure.SUBSCRIPTION
                + "/providers/Microsoft.Authorization/roleDefinitions/11111111-1111-1111-1111-111111111111";

        assertThat(azure.put(id, role.formatted("Theirs")).code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(azure.put(id, role.formatted("ours")).status()).isEqualTo(201);
    }

    @Test
    void aFieldIsRestrictedByWhatIsAboutItAlone() {
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/tag",
                "{'properties':{'policyDefinitionId':'/providers/Microsoft.Authorization/policyDefinitions/"
                        + "871b6d14-10aa-478d-b590-94f262ecfa99','parameters':{'tagName':{'value':'cost'}}}}");
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/place",
                "{'properties':{'policyDefinitionId':'/providers/Microsoft.Authorization/policyDefinitions/"
                        + "e56962a6-4747-49cd-b67b-bf8b01975c4c','parameters':{'listOfAllowedLocations':{'value':['westeurope']}}}}");

        Azure.Answer answer = azure.call(
                "POST",
                Azure.RG + "/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2023-03-01",
                "{'resourceDetails':{'resourceContent':{'type':'Microsoft.Compute/virtualMachines'}},"
                        + "'pendingFields':[{'field':'name','values':['vm']},{'field':'tags'},"
                        + "{'field':'location','values':['eastus','westeurope']}]}");

        JsonNode fields = answer.body().path("fieldRestrictions");
        assertThat(fields.findValuesAsText("field")).containsExactly("location", "tags.cost");
        assertThat(fields.at("/0/restrictions")).hasSize(1);
        assertThat(fields.at("/0/restrictions/0/values/0").asText()).isEqualTo("eastus");
        assertThat(fields.at("/1/restrictions/0/result").asText()).isEqualTo("Required");
    }

    private Azure.Answer assign(String enforcement) {
        return azure.put(ASSIGNMENT, """
                {'properties':{'displayName':'No public IPs','enforcementMode':'%s',
                 'policyDefinitionId':'/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749',
                 'nonComplianceMessages':[{'message':'Nothing public here'}],
                 'parameters':{'listOfResourceTypesNotAllowed':{'value':['Microsoft.Network/publicIPAddresses']}}}}""".formatted(enforcement));
    }
}
