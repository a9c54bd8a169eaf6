// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.BuiltInPolicies;
import io.cloister.sandbox.policy.check.DefinitionCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in policies, and such as landing zones have, asked about what they allow and what they deny. */
class LandingZonePoliciesTest {

    private static final String NETWORK =
            "'type':'Microsoft.Network/virtualNetworks','name':'v','location':'westeurope'";
    private static final String RULE = "'type':'Microsoft.Network/networkSecurityGroups/securityRules','name':'r'";

    private final Asked asked = new Asked();

    @BeforeEach
    void theBuiltInOnesAreThere() {
        BuiltInPolicies.forEach((id, definition) -> {
            DefinitionCheck.check(definition);
            asked.define(definition.path("name").asText(), definition);
        });
    }

    @Test
    void subnetsNeedASecurityGroup() {
        assign("subnets-need-a-security-group");

        assertThat(asked.denies("{" + NETWORK + ",'properties':{'subnets':["
                        + "{'name':'a','properties':{'networkSecurityGroup':{'id':'/n'}}},"
                        + "{'name':'b','properties':{'addressPrefix':'10.0.0.0/24'}}]}}"))
                .isTrue();
        assertThat(asked.denies("{" + NETWORK + ",'properties':{'subnets':["
                        + "{'name':'a','properties':{'networkSecurityGroup':{'id':'/n'}}},"
                        + "{'name':'GatewaySubnet','properties':{'addressPrefix':'10.0.0.0/24'}}]}}"))
                .isFalse();
        assertThat(asked.denies("{" + NETWORK + ",'properties':{}}")).isFalse();
        String subnet = "'type':'Microsoft.Network/virtualNetworks/subnets','name':'a'";
        assertThat(asked.denies("{" + subnet + ",'properties':{'addressPrefix':'10.0.0.0/24'}}"))
                .isTrue();
        assertThat(asked.denies("{" + subnet + ",'properties':{'networkSecurityGroup':{'id':'/n'}}}"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'destinationPortRange':'*'",
                "'destinationPortRange':'22'",
                "'destinationPortRange':'20-25'",
                "'destinationPortRanges':['80','3389']",
                "'destinationPortRanges':['3000-4000']",
                "'destinationPortRanges':['*']"
            })
    void managementPortsAreClosedToTheInternet(String ports) {
        assign("management-ports-are-closed");

        assertThat(asked.denies(rule(ports + ",'sourceAddressPrefix':'Internet'")))
                .isTrue();
        assertThat(asked.denies(rule(ports + ",'sourceAddressPrefixes':['10.0.0.0/8','*']")))
                .isTrue();
        assertThat(asked.denies(rule(ports + ",'sourceAddressPrefix':'10.0.0.0/8'")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'destinationPortRange':'443'",
                "'destinationPortRange':'23-443'",
                "'destinationPortRanges':['80','8000-9000']"
            })
    void otherPortsAreNot(String ports) {
        assign("management-ports-are-closed");

        assertThat(asked.denies(rule(ports + ",'sourceAddressPrefix':'*'"))).isFalse();
    }

    @Test
    void managementPortsAreClosedInAGroupsInlineRulesToo() {
        assign("management-ports-are-closed");
        String group = "{'type':'Microsoft.Network/networkSecurityGroups','name':'n','location':'westeurope',"
                + "'properties':{'securityRules':[{'name':'r','properties':{'direction':'Inbound','access':'%s',"
                + "'sourceAddressPrefix':'*','destinationPortRange':'22'}}]}}";

        assertThat(asked.denies(group.formatted("Allow"))).isTrue();
        assertThat(asked.denies(group.formatted("Deny"))).isFalse();
    }

    @Test
    void interfacesHaveNoPublicAddress() {
        asked.assign("a", "83a86a26-fd1f-447c-b59d-e51f44264114", "{}");
        String card = "{'type':'Microsoft.Network/networkInterfaces','name':'n','location':'westeurope',"
                + "'properties':{'ipConfigurations':[{'name':'a','properties':{}},{'name':'b','properties':{%s}}]}}";

        assertThat(asked.denies(card.formatted("'publicIPAddress':{'id':'/p'}")))
                .isTrue();
        assertThat(asked.denies(card.formatted("'subnet':{'id':'/s'}"))).isFalse();
    }

    @Test
    void interfacesDoNotForward() {
        asked.assign("a", "88c0b9da-ce96-4b03-9635-f29a937e2900", "{}");
        String card = "{'type':'Microsoft.Network/networkInterfaces','name':'n','location':'westeurope',"
                + "'properties':{'enableIPForwarding':%s}}";

        assertThat(asked.denies(card.formatted("true"))).isTrue();
        assertThat(asked.denies(card.formatted("false"))).isFalse();
    }

    @Test
    void tagsAreRequiredOfResourcesAndOfGroupsEachByItsOwnPolicy() {
        String owner = "{'parameters':{'tagName':{'value':'owner'},'tagValue':{'value':'red team'}}}";
        asked.assign("a", "1e30110a-5ceb-460c-a204-c1c3969c6d62", owner);
        asked.assign("b", "8ce3da23-7156-49e4-b145-24f95f9dcb46", owner);
        asked.assign("c", "96670d01-0a4d-4649-9c89-2d3abc0a5025", "{'parameters':{'tagName':{'value':'team'}}}");
        String group = "{'id':'" + Asked.GROUP + "','type':'Microsoft.Resources/subscriptions/resourceGroups',"
                + "'name':'rg-prod','location':'westeurope','tags':{%s}}";

        assertThat(asked.denies("{" + NETWORK + ",'tags':{'owner':'red team'}}"))
                .isFalse();
        assertThat(asked.denies("{" + NETWORK + ",'tags':{'owner':'blue team'}}"))
                .isTrue();
        assertThat(asked.denies(group.formatted("'owner':'red team','team':'x'")))
                .isFalse();
        assertThat(asked.about(group.formatted("")).denials()).hasSize(2);
    }

    @Test
    void tagsAreInheritedAndAdded() {
        asked.assign("a", "cd3aa116-8754-49c9-a813-ad46512ece54", "{'parameters':{'tagName':{'value':'owner'}}}");
        asked.assign(
                "b",
                "4f9dc7db-30c1-420c-b61a-e1d640128d26",
                "{'parameters':{'tagName':{'value':'env'},'tagValue':{'value':'test'}}}");
        asked.assign(
                "c",
                "2a0e14a6-b0a6-4fab-991a-187a4f81c498",
                "{'parameters':{'tagName':{'value':'cost'},'tagValue':{'value':'42'}}}");

        assertThat(asked.about("{" + NETWORK + ",'tags':{'env':'prod'}}")
                        .resource()
                        .path("tags"))
                .isEqualTo(Asked.json("{'env':'prod','owner':'red team','cost':'42'}"));
    }

    @Test
    void subnetsArePrivate() {
        asked.assign("a", "7bca8353-aa3b-429b-904a-9229c4385837", "{'parameters':{'effect':{'value':'Deny'}}}");
        String network = "{" + NETWORK + ",'properties':{'subnets':[{'name':'a','properties':{%s}}]}}";

        assertThat(asked.denies(network.formatted(""))).isTrue();
        assertThat(asked.denies(network.formatted("'defaultOutboundAccess':true")))
                .isTrue();
        assertThat(asked.denies(network.formatted("'defaultOutboundAccess':false")))
                .isFalse();
    }

    @Test
    void placesTypesAndSizesAreLimited() {
        asked.assign(
                "places",
                "e56962a6-4747-49cd-b67b-bf8b01975c4c",
                "{'parameters':{'listOfAllowedLocations':{'value':['West Europe']}}}");
        asked.assign(
                "groups",
                "e765b5de-1225-4ba3-bd56-1ac6695af988",
                "{'parameters':{'listOfAllowedLocations':{'value':['westeurope']}}}");
        asked.assign(
                "sizes",
                "cccc23c7-8427-4f53-ad12-b6a63eb452b3",
                "{'parameters':{'listOfAllowedSKUs':{'value':['Standard_D2s_v5']}}}");

        assertThat(asked.denies("{" + NETWORK + "}")).isFalse();
        assertThat(asked.denies("{" + NETWORK.replace("westeurope", "eastus") + "}"))
                .isTrue();
        assertThat(asked.denies("{'type':'Microsoft.Network/privateDnsZones','name':'z','location':'global'}"))
                .isFalse();
        String group = "{'type':'Microsoft.Resources/subscriptions/resourceGroups','name':'g','location':'%s'}";
        assertThat(asked.denies(group.formatted("eastus"))).isTrue();
        assertThat(asked.denies(group.formatted("westeurope"))).isFalse();
        String machine = "{'type':'Microsoft.Compute/virtualMachines','name':'m','location':'westeurope',"
                + "'properties':{'hardwareProfile':{'vmSize':'%s'}}}";
        assertThat(asked.denies(machine.formatted("Standard_E64s_v5"))).isTrue();
        assertThat(asked.denies(machine.formatted("standard_d2s_v5"))).isFalse();
    }

    @Test
    void networksPeerWithinTheSubscriptionOnly() {
        assign("peerings-stay-in-the-subscription");
        String peering = "{'type':'Microsoft.Network/virtualNetworks/virtualNetworkPeerings','name':'p',"
                + "'properties':{'remoteVirtualNetwork':{'id':'%s/resourceGroups/g/providers/x/y/z'}}}";

        assertThat(asked.denies(peering.formatted(Asked.SUBSCRIPTION))).isFalse();
        assertThat(asked.denies(peering.formatted("/subscriptions/another"))).isTrue();
    }

    @Test
    void anEmptyRouteTableGetsItsRoute() {
        assign(
                "an-empty-route-table-gets-a-route",
                "{'parameters':{'prefix':{'value':'0.0.0.0/0'},'nextHop':{'value':'10.0.0.4'}}}");
        String table = "{'type':'Microsoft.Network/routeTables','name':'t','location':'westeurope','properties':{%s}}";

        assertThat(asked.about(table.formatted("")).resource().path("properties"))
                .isEqualTo(Asked.json("{'routes':[{'name':'default','properties':{'addressPrefix':'0.0.0.0/0',"
                        + "'nextHopType':'VirtualAppliance','nextHopIpAddress':'10.0.0.4'}}]}"));
        assertThat(asked.about(table.formatted("'routes':[{'name':'own'}]")).changes())
                .isEmpty();
    }

    private void assign(String file) {
        assign(file, "{}");
    }

    private void assign(String file, String properties) {
        ObjectNode definition = Asked.published(file + ".json");
        asked.define(file, Asked.json(definition.toString().replace("[[", "[").replace("'", "`")))
                .assign("a", file, properties);
        DefinitionCheck.check(
                Asked.json(definition.toString().replace("[[", "[").replace("'", "`")));
    }

    private static String rule(String rest) {
        return "{" + RULE + ",'properties':{'access':'Allow','direction':'Inbound','protocol':'Tcp'," + rest + "}}";
    }
}
