// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provider Microsoft.PolicyInsights says of what is there. */
class PolicyInsightsTest {

    private static final String DEFINITION =
            Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/policyDefinitions/tagged";
    private static final String ASSIGNMENT = Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/tagged";
    private static final String STATES = "/providers/Microsoft.PolicyInsights/policyStates/latest/";
    private static final String BARE = Azure.NETWORK + "/routeTables/bare";

    private final Azure azure = new Azure();

    @BeforeEach
    void oneRouteTableLacksItsTag() {
        azure.put(DEFINITION, """
                {'properties':{'policyRule':{'if':{'allOf':[
                 {'field':'type','equals':'Microsoft.Network/routeTables'},
                 {'field':'tags.env','exists':'false'}]},'then':{'effect':'audit'}}}}""");
        azure.put(ASSIGNMENT, "{'properties':{'policyDefinitionId':'" + DEFINITION + "'}}");
        azure.put(BARE, "{'location':'westeurope'}");
        azure.put(Azure.NETWORK + "/routeTables/tagged", "{'location':'westeurope','tags':{'env':'x'}}");
        azure.pass(10);
    }

    @Test
    void statesAreAskedOfAResourceOrAnAssignmentAndSelected() {
        assertThat(query(BARE, "").body().path("value")).hasSize(1);
        assertThat(query(ASSIGNMENT, "&$filter=complianceState eq 'NonCompliant'&$select=resourceId&$top=1")
                        .body()
                        .path("value"))
                .singleElement()
                .satisfies(state -> assertThat(state.size()).isEqualTo(1));
    }

    @Test
    void aRemediationIsOverAtOnceAndCannotBeCancelledAfter() {
        String remediation = Azure.RG + "/providers/Microsoft.PolicyInsights/remediations/r";

        assertThat(azure.put(remediation, "{'properties':{'policyAssignmentId':'" + ASSIGNMENT + "'}}")
                        .state())
                .isEqualTo("Succeeded");
        assertThat(azure.call("POST", remediation + "/listDeployments", "")
                        .body()
                        .path("value"))
                .isEmpty();
        assertThat(azure.call("POST", remediation + "/cancel", "").code()).isEqualTo("InvalidCancelRemediationRequest");
        assertThat(azure.put(remediation, "{'properties':{'policyAssignmentId':'" + ASSIGNMENT + "x'}}")
                        .code())
                .isEqualTo("InvalidCreateRemediationRequest");
        assertThat(azure.delete(remediation).status()).isEqualTo(200);
    }

    @Test
    void aRemediationIsNothingThatAPolicyForLocatedResourcesHoldsFor() {
        azure.put(DEFINITION, """
                {'properties':{'mode':'Indexed','policyRule':{'if':{'field':'location','notEquals':'westeurope'},
                 'then':{'effect':'deny'}}}}""");

        assertThat(azure.put(
                                Azure.RG + "/providers/Microsoft.PolicyInsights/remediations/r",
                                "{'properties':{'policyAssignmentId':'" + ASSIGNMENT + "'}}")
                        .status())
                .isEqualTo(201);
    }

    private Azure.Answer query(String scope, String options) {
        return azure.call("POST", scope + STATES + "queryResults?api-version=2024-10-01" + options, "");
    }
}
