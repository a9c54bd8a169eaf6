// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases from "Azure Policy compliance states" and "policy applicability". */
class PolicyStatesTest {

    private static final String POLICY = "/providers/Microsoft.Authorization/";
    private static final String STATES = "/providers/Microsoft.PolicyInsights/policyStates/latest/";
    private static final String ADDRESSED = Azure.NETWORK + "/publicIPAddresses/tagged";
    private static final String BARE = Azure.NETWORK + "/publicIPAddresses/bare";

    private final Azure azure = new Azure();

    @BeforeEach
    void twoAddressesAndANetworkAreThere() {
        azure.put(ADDRESSED, "{'location':'westeurope','sku':{'name':'Standard'},'tags':{'owner':'x'}}");
        azure.put(BARE, "{'location':'westeurope','sku':{'name':'Standard'}}");
        azure.put(
                Azure.VNET,
                "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']},"
                        + "'subnets':[{'name':'s','properties':{'addressPrefix':'10.0.0.0/24'}}]}}");
        azure.pass(60);
    }

    /** "Sometimes only certain conditions from the policy rule impact applicability": the network is none of this policy's. */
    @Test
    void onlyWhatAPolicyIsAboutCompliesOrNot() {
        assign("owned", "deny", """
                'allOf':[{'field':'type','equals':'Microsoft.Network/publicIPAddresses'},
                         {'field':'tags.owner','exists':false}]""", "");

        assertThat(states(Azure.SUBSCRIPTION, ""))
                .containsExactlyInAnyOrder("tagged Compliant deny", "bare NonCompliant deny");
        assertThat(states(BARE, "")).containsExactly("bare NonCompliant deny");
        assertThat(states(Azure.SUBSCRIPTION, "IsCompliant eq false")).containsExactly("bare NonCompliant deny");
        assertThat(states(Azure.RG, "ComplianceState eq 'Compliant' and PolicyAssignmentName eq 'owned'"))
                .containsExactly("tagged Compliant deny");
        assertThat(states(Azure.SUBSCRIPTION + POLICY + "policyAssignments/owned", ""))
                .hasSize(2);
        assertThat(states(Azure.SUBSCRIPTION + "/resourceGroups/other", "")).isEmpty();
    }

    @Test
    void whatIsExemptIsToldAsExempt() {
        assign("owned", "audit", """
                'allOf':[{'field':'type','equals':'Microsoft.Network/publicIPAddresses'},
                         {'field':'tags.owner','exists':false}]""", "");
        azure.put(
                BARE + POLICY + "policyExemptions/e",
                "{'properties':{'exemptionCategory':'Waiver','policyAssignmentId':'" + Azure.SUBSCRIPTION + POLICY
                        + "policyAssignments/owned'}}");

        assertThat(states(BARE, "")).containsExactly("bare Exempt audit");
    }

    /** "The effects require the IF statement to be TRUE and the existence condition to be FALSE to be non-compliant." */
    @Test
    void whatShouldExistBesideAResourceIsLookedFor() {
        assign(
                "locked",
                "auditIfNotExists",
                "'field':'type','equals':'Microsoft.Network/virtualNetworks'",
                "'type':'Microsoft.Network/routeTables','existenceCondition':{'field':'tags.of','equals':'[field(`name`)]'}");
        assertThat(states(Azure.SUBSCRIPTION, "")).containsExactly("vnet1 NonCompliant auditifnotexists");

        azure.put(Azure.NETWORK + "/routeTables/r", "{'location':'westeurope','tags':{'of':'another'}}");
        assertThat(states(Azure.SUBSCRIPTION, "")).containsExactly("vnet1 NonCompliant auditifnotexists");

        azure.put(Azure.NETWORK + "/routeTables/r2", "{'location':'westeurope','tags':{'of':'vnet1'}}");
        assertThat(states(Azure.SUBSCRIPTION, "")).containsExactly("vnet1 Compliant auditifnotexists");
    }

    @Test
    void partsOfANetworkAreResourcesToo() {
        assign("nsg", "deny", """
                'allOf':[{'field':'type','equals':'Microsoft.Network/virtualNetworks/subnets'},
                 {'field':'Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id','exists':false}]""", "");

        assertThat(states(Azure.RG, "")).containsExactly("s NonCompliant deny");
    }

    @Test
    void aSummaryCountsResourcesAndPolicies() {
        assign("owned", "audit", """
                'allOf':[{'field':'type','equals':'Microsoft.Network/publicIPAddresses'},
                         {'field':'tags.owner','exists':false}]""", "");
        assign("none", "audit", "'field':'type','equals':'Microsoft.Network/publicIPAddresses'", "");

        JsonNode summary = azure.call("POST", Azure.SUBSCRIPTION + STATES + "summarize", "")
                .body()
                .at("/value/0");

        assertThat(summary.at("/results/nonCompliantResources").asInt()).isEqualTo(2);
        assertThat(summary.at("/results/nonCompliantPolicies").asInt()).isEqualTo(2);
        JsonNode owned = summary.at("/policyAssignments/0");
        assertThat(owned.path("policyAssignmentId").asText()).endsWith("/owned");
        assertThat(owned.at("/results/nonCompliantResources").asInt()).isEqualTo(1);
        assertThat(owned.at("/results/resourceDetails").toString())
                .isEqualTo("[{\"complianceState\":\"compliant\",\"count\":1},"
                        + "{\"complianceState\":\"noncompliant\",\"count\":1}]");
        assertThat(owned.at("/policyDefinitions/0/effect").asText()).isEqualTo("audit");
    }

    @Test
    void aScanHasAlwaysEndedAndAFilterThatMeansNothingIsRefused() {
        assertThat(azure.call("POST", Azure.RG + STATES + "triggerEvaluation", "")
                        .status())
                .isEqualTo(200);
        assertThat(azure.call("POST", Azure.RG + STATES + "queryResults?$filter=nonsense", "")
                        .code())
                .isEqualTo("InvalidFilterInQueryString");
    }

    private List<String> states(String scope, String filter) {
        JsonNode value = azure.call("POST", scope + STATES + "queryResults?$filter=" + filter, "")
                .body()
                .path("value");
        return StreamSupport.stream(value.spliterator(), false)
                .map(state -> state.path("resourceId").asText().replaceAll(".*/", "") + " "
                        + state.path("complianceState").asText() + " "
                        + state.path("policyDefinitionAction").asText())
                .toList();
    }

    private void assign(String name, String effect, String condition, String details) {
        String definition = Azure.SUBSCRIPTION + POLICY + "policyDefinitions/" + name;
        String body = "{'properties':{'mode':'All','policyRule':{'if':{" + condition + "},'then':{'effect':'" + effect
                + "','details':{" + details + "}}}}}";
        Azure.Answer defined =
                azure.exactly("PUT", definition, body.replace('\'', '"').replace('`', '\''));
        assertThat(defined.status()).as(defined.body().toString()).isEqualTo(201);
        assertThat(azure.put(
                                Azure.SUBSCRIPTION + POLICY + "policyAssignments/" + name,
                                "{'properties':{'policyDefinitionId':'" + definition + "'}}")
                        .status())
                .isEqualTo(201);
    }
}
