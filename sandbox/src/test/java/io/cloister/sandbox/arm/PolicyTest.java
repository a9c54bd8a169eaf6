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
        assertThat(denied.body().at("/error/message").asText()).contains("Nothing public here", "Policy identifiers");
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

    private Azure.Answer assign(String enforcement) {
        return azure.put(ASSIGNMENT, """
                {'properties':{'displayName':'No public IPs','enforcementMode':'%s',
                 'policyDefinitionId':'/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749',
                 'nonComplianceMessages':[{'message':'Nothing public here'}],
                 'parameters':{'listOfResourceTypesNotAllowed':{'value':['Microsoft.Network/publicIPAddresses']}}}}""".formatted(enforcement));
    }
}
