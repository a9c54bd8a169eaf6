// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecurityGroupsTest {

    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/nsg1";

    private final Azure azure = new Azure();

    @BeforeEach
    void aGroup() {
        azure.put(
                NSG,
                "{'location':'westeurope','properties':{'securityRules':[" + named("ssh", rule(100, "22")) + "]}}");
        azure.pass(10);
    }

    @Test
    void everyGroupHasAzuresSixRules() {
        JsonNode rules = azure.get(NSG).body().at("/properties/defaultSecurityRules");

        assertThat(rules).hasSize(6);
        assertThat(azure.get(NSG + "/defaultSecurityRules").body().path("value"))
                .hasSize(6);
        assertThat(azure.get(NSG + "/defaultSecurityRules/DenyAllInBound")
                        .body()
                        .at("/properties/priority")
                        .asInt())
                .isEqualTo(65_500);
    }

    @Test
    void twoRulesOfOneDirectionCannotHaveOnePriority() {
        Azure.Answer refused = azure.put(NSG + "/securityRules/web", rule(100, "443"));

        assertThat(refused.code()).isEqualTo("SecurityRuleConflict");
        assertThat(refused.body().at("/error/message").asText())
                .isEqualTo("Security rule web conflicts with rule ssh. Rules cannot have the same Priority and"
                        + " Direction.");
        assertThat(azure.put(NSG + "/securityRules/web", rule(100, "443").replace("Inbound", "Outbound"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void rulesOfOneGroupAreWrittenSideBySideAndTheGroupItselfWaitsForThem() {
        assertThat(azure.put(NSG + "/securityRules/a", rule(200, "443")).status())
                .isEqualTo(201);
        assertThat(azure.put(NSG + "/securityRules/b", rule(201, "443")).status())
                .isEqualTo(201);
        assertThat(azure.delete(NSG + "/securityRules/ssh").status()).isEqualTo(202);
        assertThat(azure.put(NSG + "/securityRules/a", rule(202, "443")).code())
                .isEqualTo("AnotherOperationInProgress");
        assertThat(azure.put(NSG, "{'location':'westeurope'}").code()).isEqualTo("RetryableError");

        azure.pass(10);

        assertThat(azure.get(NSG).body().at("/properties/securityRules").findValuesAsText("name"))
                .containsExactly("a", "b");
    }

    @Test
    void aRuleSaysWhatItMeansWithinAzuresLimits() {
        assertThat(azure.put(NSG + "/securityRules/r", rule(99, "1")).code()).isEqualTo("SecurityRuleInvalidPriority");
        for (String wrong : new String[] {"10.0.0.300", "50.206.209.68/27", "10.0.0.0/33"}) {
            String body = rule(200, "1")
                    .replaceFirst("'sourceAddressPrefix':'[^']*'", "'sourceAddressPrefix':'" + wrong + "'");
            assertThat(azure.put(NSG + "/securityRules/r", body).code()).isEqualTo("SecurityRuleInvalidAddressPrefix");
        }
        assertThat(azure.put(NSG + "/securityRules/r", rule(200, "70000"))
                        .body()
                        .at("/error/details/0/code")
                        .asText())
                .isEqualTo("SecurityRuleInvalidPortRange");
        assertThat(azure.put(NSG + "/securityRules/r", rule(200, "1").replace("Tcp", "Smoke"))
                        .code())
                .isEqualTo("InvalidRequestFormat");
        assertThat(azure.put(NSG + "/securityRules/r", "{'properties':{}}")
                        .body()
                        .at("/error/details/0/code")
                        .asText())
                .isEqualTo("MissingJsonProperty");
        assertThat(azure.put(NSG + "/securityRules/r", rule(200, "1").replace("'sourceAddressPrefix':'*',", ""))
                        .code())
                .isEqualTo("SecurityRuleParameterRequired");
    }

    @Test
    void wordsAreKeptInAzuresCase() {
        azure.put(
                NSG + "/securityRules/web",
                rule(300, "443").replace("Tcp", "TCP").replace("Allow", "allow"));
        azure.pass(5);

        JsonNode rule = azure.get(NSG + "/securityRules/WEB").body();
        assertThat(rule.at("/properties/protocol").asText()).isEqualTo("Tcp");
        assertThat(rule.at("/properties/access").asText()).isEqualTo("Allow");
        assertThat(rule.path("id").asText()).isEqualTo(NSG + "/securityRules/web");
        assertThat(azure.get(NSG + "/securityRules").body().path("value")).hasSize(2);
    }

    @Test
    void aGroupNamesItsSubnets() {
        azure.put(Azure.VNET, """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']},
                 'subnets':[{'name':'a','properties':{'addressPrefix':'10.20.1.0/24',
                  'networkSecurityGroup':{'id':'%s'}}}]}}""".formatted(NSG));
        azure.pass(10);

        assertThat(azure.get(NSG).body().at("/properties/subnets/0/id").asText())
                .isEqualTo(Azure.VNET + "/subnets/a");
        assertThat(azure.delete(NSG).code()).isEqualTo("InUseNetworkSecurityGroupCannotBeDeleted");
    }

    @Test
    void aGroupOfAnotherRegionCannotBeUsed() {
        azure.put(Azure.NETWORK + "/networkSecurityGroups/far", "{'location':'northeurope'}");
        azure.makeNetwork();

        assertThat(azure.put(
                                Azure.VNET + "/subnets/b",
                                "{'properties':{'addressPrefix':'10.20.2.0/24','networkSecurityGroup':{'id':'"
                                        + Azure.NETWORK + "/networkSecurityGroups/far'}}}")
                        .code())
                .isEqualTo("InvalidResourceReference");
    }

    private static String rule(int priority, String port) {
        return "{'properties':{'protocol':'Tcp','access':'Allow','direction':'Inbound','priority':" + priority
                + ",'sourceAddressPrefix':'*','destinationAddressPrefix':'*','sourcePortRange':'*',"
                + "'destinationPortRange':'" + port + "'}}";
    }

    private static String named(String name, String part) {
        return "{'name':'" + name + "'," + part.substring(1);
    }
}
