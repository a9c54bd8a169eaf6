// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import static io.cloister.activities.azure.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.activities.azure.Samples;
import io.cloister.plan.step.CreateNetworkInterface;
import io.cloister.plan.step.CreateRouteTable;
import org.junit.jupiter.api.Test;

class NetworkParametersTest {

    @Test
    void everySubnetHasItsSecurityGroupInlineAndSaysItsDefaultOutboundAccess() {
        JsonNode body = json(VirtualNetworkParameters.of(Samples.network()));

        assertThat(body.at("/tags/cloister-plan").asText()).isEqualTo("plan-1");
        assertThat(body.at("/properties/addressSpace/addressPrefixes/0").asText())
                .isEqualTo("10.20.0.0/16");
        JsonNode workers = body.at("/properties/subnets/0/properties");
        assertThat(workers.at("/networkSecurityGroup/id").asText()).endsWith("networkSecurityGroups/demo");
        assertThat(workers.get("defaultOutboundAccess").isBoolean()).isTrue();
        assertThat(workers.get("defaultOutboundAccess").asBoolean()).isFalse();
        assertThat(body.at("/properties/subnets/1/properties/defaultOutboundAccess")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aPrivateBalancerHasAStaticFrontendInEveryZoneAndNoImplicitSnat() {
        JsonNode body = json(LoadBalancerParameters.of(Samples.apiBalancer()));

        assertThat(body.at("/sku/name").asText()).isEqualTo("Standard");
        assertThat(body.at("/properties/frontendIPConfigurations/0/zones")).hasSize(3);
        JsonNode frontend = body.at("/properties/frontendIPConfigurations/0/properties");
        assertThat(frontend.path("privateIPAddress").asText()).isEqualTo("10.20.2.250");
        assertThat(frontend.path("privateIPAllocationMethod").asText()).isEqualTo("Static");
        assertThat(frontend.has("publicIPAddress")).isFalse();
        JsonNode rule = body.at("/properties/loadBalancingRules/0/properties");
        assertThat(rule.path("disableOutboundSnat").asBoolean()).isTrue();
        assertThat(rule.path("enableTcpReset").asBoolean()).isTrue();
        assertThat(rule.path("idleTimeoutInMinutes").asInt()).isEqualTo(30);
        assertThat(rule.at("/probe/id").asText()).endsWith("loadBalancers/demo-api/probes/api");
        assertThat(body.at("/properties/probes/0/properties/intervalInSeconds").asInt())
                .isEqualTo(5);
    }

    @Test
    void theServicesBalancerHasNoRule() {
        JsonNode body = json(LoadBalancerParameters.of(Samples.servicesBalancer()));

        assertThat(body.at("/properties").has("loadBalancingRules")).isFalse();
        assertThat(body.at("/properties/backendAddressPools/0/name").asText()).isEqualTo("demo");
    }

    @Test
    void aSecurityGroupHasItsRules() {
        JsonNode rule =
                json(SecurityGroupParameters.of(Samples.securityGroup())).at("/properties/securityRules/0/properties");

        assertThat(rule.path("destinationPortRange").asText()).isEqualTo("6443");
        assertThat(rule.path("sourcePortRange").asText()).isEqualTo("*");
        assertThat(rule.path("access").asText()).isEqualTo("Allow");
    }

    @Test
    void aRouteTableSendsEverythingToTheAppliance() {
        JsonNode route = json(RouteTableParameters.of(
                        new CreateRouteTable(Samples.resource("Microsoft.Network/routeTables", "demo"), "10.0.0.4")))
                .at("/properties/routes/0/properties");

        assertThat(route.path("addressPrefix").asText()).isEqualTo("0.0.0.0/0");
        assertThat(route.path("nextHopType").asText()).isEqualTo("VirtualAppliance");
        assertThat(route.path("nextHopIpAddress").asText()).isEqualTo("10.0.0.4");
    }

    @Test
    void aNetworkInterfaceHasAStaticPrivateAddressAndNoPublicOne() {
        JsonNode address = json(NetworkInterfaceParameters.of(new CreateNetworkInterface(
                        Samples.resource("Microsoft.Network/networkInterfaces", "p"), Samples.SUBNET, "10.20.3.4")))
                .at("/properties/ipConfigurations/0/properties");

        assertThat(address.path("privateIPAddress").asText()).isEqualTo("10.20.3.4");
        assertThat(address.has("publicIPAddress")).isFalse();
    }
}
