// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadBalancersTest {

    private static final String LB = Azure.NETWORK + "/loadBalancers/lb";
    private static final String SUBNET = Azure.VNET + "/subnets/nodes";
    private static final String FRONTEND = "{'name':'f','properties':{'subnet':{'id':'" + SUBNET + "'}}}";
    private static final String PROBE = "{'name':'tcp','properties':{'protocol':'Tcp','port':6443}}";

    private final Azure azure = new Azure();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void everyPartNamesTheRulesThatUseIt() {
        made(FRONTEND, PROBE, rule("api", 6443));

        JsonNode properties = azure.get(LB).body().path("properties");
        for (String part : new String[] {"frontendIPConfigurations", "backendAddressPools", "probes"}) {
            assertThat(properties
                            .at("/" + part + "/0/properties/loadBalancingRules/0/id")
                            .asText())
                    .as(part)
                    .isEqualTo(LB + "/loadBalancingRules/api");
        }
        assertThat(azure.get(LB + "/loadBalancingRules/api")
                        .body()
                        .at("/properties/backendAddressPools/0/id")
                        .asText())
                .isEqualTo(LB + "/backendAddressPools/p");
        assertThat(azure.get(LB + "/probes").body().path("value")).hasSize(1);
    }

    @Test
    void aRuleWhosePoolProbeOrFrontendIsMissingIsRefused() {
        for (String part : new String[] {"backendAddressPools/p", "probes/tcp", "frontendIPConfigurations/f"}) {
            assertThat(put(FRONTEND, PROBE, rule("api", 6443).replace(part, part + "x"))
                            .code())
                    .as(part)
                    .isEqualTo("InvalidResourceReference");
        }
    }

    @Test
    void aPoolThatARuleUsesStays() {
        made(FRONTEND, PROBE, rule("api", 6443));

        assertThat(azure.delete(LB + "/backendAddressPools/p").code()).isEqualTo("InvalidResourceReference");
        assertThat(azure.put(LB + "/backendAddressPools/other", "{'properties':{}}")
                        .status())
                .isEqualTo(201);
        azure.pass(10);
        assertThat(azure.delete(LB + "/backendAddressPools/other").status()).isEqualTo(202);
    }

    @Test
    void probesAndRulesAreChangedWithTheirBalancerOnly() {
        made(FRONTEND, PROBE, rule("api", 6443));

        assertThat(azure.put(LB + "/probes/tcp", PROBE).status()).isEqualTo(405);
        assertThat(azure.delete(LB + "/loadBalancingRules/api").status()).isEqualTo(405);
    }

    @Test
    void aBalancerSentBackAsItWasReadIsTheSame() {
        made(FRONTEND, PROBE, rule("api", 6443));
        nic("n1", SUBNET);
        JsonNode read = azure.get(LB).body();
        assertThat(read.at("/properties/backendAddressPools/0/properties/backendIPConfigurations"))
                .hasSize(1);

        assertThat(azure.put(LB, read.toString()).status()).isEqualTo(200);
        azure.pass(10);
        JsonNode again = azure.get(LB).body();
        assertThat(again.at("/properties/backendAddressPools/0/properties"))
                .isEqualTo(read.at("/properties/backendAddressPools/0/properties"));
        assertThat(azure.get(LB + "/networkInterfaces")
                        .body()
                        .at("/value/0/name")
                        .asText())
                .isEqualTo("n1");
    }

    @Test
    void aPoolsMachinesAreOfOneNetwork() {
        made(FRONTEND, PROBE, rule("api", 6443));
        azure.put(Azure.NETWORK + "/virtualNetworks/other", """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.30.0.0/16']},
                 'subnets':[{'name':'s','properties':{'addressPrefix':'10.30.1.0/24'}}]}}""");
        azure.pass(10);
        nic("n1", SUBNET);

        assertThat(nic("n2", Azure.NETWORK + "/virtualNetworks/other/subnets/s").status())
                .isEqualTo(400);
        assertThat(nic("n2", SUBNET).status()).isEqualTo(201);
    }

    @Test
    void anInterfaceOutlivesTheBalancerThatItWasBehind() {
        made(FRONTEND, PROBE, rule("api", 6443));
        nic("n1", SUBNET);
        azure.delete(LB);
        azure.pass(10);

        JsonNode nic = azure.get(Azure.NETWORK + "/networkInterfaces/n1").body();
        assertThat(nic.at("/properties/ipConfigurations/0/properties/loadBalancerBackendAddressPools"))
                .isEmpty();
        assertThat(azure.put(Azure.NETWORK + "/networkInterfaces/n1", nic.toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoRulesCannotTakeOnePortOfAFrontend() {
        assertThat(put(FRONTEND, PROBE, rule("a", 443) + "," + rule("b", 443)).code())
                .isEqualTo("RulesUseSameFrontendPortProtocolAndIPConfig");
    }

    @Test
    void twoRulesLeadToOnePortOfAPoolWithFloatingIpAndFrontendsOfTheirOwnAlone() {
        String frontends = FRONTEND + "," + FRONTEND.replace("'f'", "'g'");
        String other = rule("b", 444)
                .replace("'backendPort':444", "'backendPort':443")
                .replace("Configurations/f'", "Configurations/g'");
        String floating = "'enableFloatingIP':true,'protocol'";

        Azure.Answer refused = put(frontends, PROBE, rule("a", 443) + "," + other);
        assertThat(refused.code()).isEqualTo("RulesUseSameBackendPortProtocolAndPool");
        assertThat(refused.body().at("/error/message").asText())
                .contains("with floating IP disabled use the same protocol Tcp and backend port 443");
        assertThat(put(
                                frontends,
                                PROBE,
                                (rule("a", 443) + "," + other.replace("Configurations/g'", "Configurations/f'"))
                                        .replace("'protocol'", floating))
                        .code())
                .isEqualTo("RulesUseSameBackendPortProtocolAndPoolAndFrontendIPWithFloatingIPEnabled");
        assertThat(put(frontends, PROBE, (rule("a", 443) + "," + other).replace("'protocol'", floating))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void basicBalancersAreGone() {
        assertThat(azure.put(LB, "{'location':'westeurope','sku':{'name':'Basic'},'properties':{}}")
                        .status())
                .isEqualTo(400);
        Azure.Answer standard = azure.put(LB, "{'location':'westeurope','properties':{}}");
        assertThat(standard.body().at("/sku/name").asText()).isEqualTo("Standard");
    }

    @Test
    void aFrontendsZonesAreGivenOnce() {
        String zonal = FRONTEND.replace("'name':'f'", "'name':'f','zones':['1','2','3']");
        made(zonal, PROBE, rule("api", 6443));

        assertThat(put(FRONTEND, PROBE, rule("api", 6443)).code())
                .isEqualTo("LoadBalancerFrontendIPConfigurationZonesCannotBeChanged");
        assertThat(put(zonal, PROBE, rule("api", 6443)).status()).isEqualTo(200);
        assertThat(put(zonal.replace("'3'", "'9'"), PROBE, rule("api", 6443)).code())
                .isEqualTo("InvalidAvailabilityZone");
    }

    @Test
    void aDynamicAddressStaysWhenANewFrontendComesBeforeIt() {
        made(FRONTEND, PROBE, rule("api", 6443));
        String two = FRONTEND.replace("'f'", "'e'") + "," + FRONTEND;

        put(two, PROBE, rule("api", 6443));

        JsonNode frontends = azure.get(LB + "/frontendIPConfigurations").body().path("value");
        assertThat(frontends)
                .extracting(one -> one.at("/properties/privateIPAddress").asText())
                .containsExactly("10.20.1.5", "10.20.1.4");
    }

    @Test
    void aNatRuleOfAWholePoolTellsEachMembersPort() {
        made(FRONTEND, PROBE, rule("api", 6443));
        nic("a", Azure.VNET + "/subnets/nodes");
        nic("b", Azure.VNET + "/subnets/nodes");
        azure.put(LB + "/inboundNatRules/ssh", """
                {'properties':{'protocol':'Tcp','backendPort':22,'frontendPortRangeStart':50000,
                 'frontendPortRangeEnd':50100,'frontendIPConfiguration':{'id':'%s/frontendIPConfigurations/f'},
                 'backendAddressPool':{'id':'%s/backendAddressPools/p'}}}""".formatted(LB, LB));
        azure.pass(10);

        JsonNode addresses =
                azure.get(LB + "/backendAddressPools/p").body().at("/properties/loadBalancerBackendAddresses");
        assertThat(addresses)
                .extracting(one -> one.at("/properties/inboundNatRulesPortMapping/0/frontendPort")
                        .asInt())
                .containsExactly(50000, 50001);
        assertThat(addresses
                        .at("/0/properties/inboundNatRulesPortMapping/0/backendPort")
                        .asInt())
                .isEqualTo(22);
        String ask = LB + "/backendAddressPools/p/queryInboundNatRulePortMapping";
        for (String member : List.of(
                "'ipAddress':'10.20.1.6'",
                "'ipConfiguration':{'id':'" + Azure.NETWORK + "/networkInterfaces/b/ipConfigurations/ip'}")) {
            JsonNode mappings =
                    azure.call("POST", ask, "{" + member + "}").body().path("inboundNatRulePortMappings");
            assertThat(mappings).as(member).hasSize(1);
            assertThat(mappings.at("/0/inboundNatRuleName").asText()).isEqualTo("ssh");
            assertThat(mappings.at("/0/frontendPort").asInt()).isEqualTo(50001);
        }
        assertThat(azure.call("POST", ask, "{'ipAddress':'10.20.1.99'}").body().path("inboundNatRulePortMappings"))
                .isEmpty();
        assertThat(azure.call("POST", ask, "{}").status()).isEqualTo(400);
    }

    private void made(String frontends, String probes, String rules) {
        assertThat(put(frontends, probes, rules).status()).isEqualTo(201);
        azure.pass(10);
    }

    private Azure.Answer put(String frontends, String probes, String rules) {
        Azure.Answer answer = azure.put(LB, """
                {'location':'westeurope','sku':{'name':'Standard'},'properties':{'frontendIPConfigurations':[%s],
                 'backendAddressPools':[{'name':'p'}],'probes':[%s],'loadBalancingRules':[%s]}}""".formatted(frontends, probes, rules));
        azure.pass(10);
        return answer;
    }

    private static String rule(String name, int port) {
        return """
                {'name':'%s','properties':{'protocol':'Tcp','frontendPort':%d,'backendPort':%d,
                 'frontendIPConfiguration':{'id':'%s/frontendIPConfigurations/f'},
                 'backendAddressPool':{'id':'%s/backendAddressPools/p'},
                 'probe':{'id':'%s/probes/tcp'}}}""".formatted(name, port, port, LB, LB, LB);
    }

    private Azure.Answer nic(String name, String subnet) {
        return azure.put(Azure.NETWORK + "/networkInterfaces/" + name, """
                {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{
                 'subnet':{'id':'%s'},'loadBalancerBackendAddressPools':[{'id':'%s/backendAddressPools/p'}]}}]}}""".formatted(subnet, LB));
    }
}
