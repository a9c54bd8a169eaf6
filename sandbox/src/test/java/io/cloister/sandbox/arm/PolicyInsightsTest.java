// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
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
    void everyResourceUnderTheScopeHasAStateForEveryPolicy() {
        JsonNode all = query(Azure.RG, "").body().path("value");
        JsonNode bad = query(Azure.RG, "&$filter=isCompliant eq false").body().path("value");

        assertThat(all.findValuesAsText("resourceId")).anyMatch(id -> id.endsWith("/routetables/tagged"));
        assertThat(bad.findValuesAsText("resourceId")).containsExactly(BARE.toLowerCase(Locale.ROOT));
        assertThat(bad.at("/0/complianceState").asText()).isEqualTo("NonCompliant");
        assertThat(bad.at("/0/policyDefinitionAction").asText()).isEqualTo("audit");
    }

    @Test
    void statesAreAskedOfAResourceOrAnAssignmentAndSelected() {
        assertThat(query(BARE, "").body().path("value")).hasSize(1);
        assertThat(query(ASSIGNMENT, "&$filter=complianceState eq 'NonCompliant'&$select=resourceId&$top=1")
                        .body()
                        .path("value"))
                .singleElement()
                .satisfies(state -> assertThat(state.size()).isEqualTo(1));
        assertThat(query(Azure.NETWORK + "/routeTables/missing", "").status()).isEqualTo(404);
    }

    @Test
    void statesAreSummedUp() {
        JsonNode summary =
                azure.call("POST", Azure.RG + STATES + "summarize", "").body().at("/value/0");

        assertThat(summary.at("/results/nonCompliantResources").asInt()).isEqualTo(1);
        assertThat(summary.at("/policyAssignments/0/policyDefinitions/0/effect").asText())
                .isEqualTo("audit");
    }

    @Test
    void whatIsExemptIsSaidToBe() {
        azure.put(
                BARE + "/providers/Microsoft.Authorization/policyExemptions/x",
                "{'properties':{'exemptionCategory':'Waiver','policyAssignmentId':'" + ASSIGNMENT + "'}}");

        assertThat(query(BARE, "").body().at("/value/0/complianceState").asText())
                .isEqualTo("Exempt");
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

    private Azure.Answer query(String scope, String options) {
        return azure.call("POST", scope + STATES + "queryResults?api-version=2024-10-01" + options, "");
    }
}
