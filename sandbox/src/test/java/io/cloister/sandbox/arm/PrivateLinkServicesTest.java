// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivateLinkServicesTest {

    private static final String SUBNET = Azure.VNET + "/subnets/services";
    private static final String LB = Azure.NETWORK + "/loadBalancers/lb1";
    private static final String PLS = Azure.NETWORK + "/privateLinkServices/pls1";
    private static final String PE = Azure.NETWORK + "/privateEndpoints/pe1";

    private final Azure azure = new Azure();

    @BeforeEach
    void network() {
        azure.makeNetwork();
        subnet("Disabled");
        azure.put(LB, """
                {'location':'westeurope','sku':{'name':'Standard'},'properties':{'frontendIPConfigurations':
                 [{'name':'front','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
        azure.pass(10);
    }

    @Test
    void itHasAnAliasAndAnInterfaceWithAnAddress() {
        Azure.Answer accepted = service("");
        azure.pass(20);

        assertThat(accepted.status()).isEqualTo(201);
        JsonNode made = azure.get(PLS).body().path("properties");
        assertThat(made.path("provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(made.path("alias").asText()).startsWith("pls1.").endsWith(".westeurope.azure.privatelinkservice");
        JsonNode nic = azure.get(made.at("/networkInterfaces/0/id").asText()).body();
        assertThat(nic.at("/properties/privateLinkService/id").asText()).isEqualTo(PLS);
        assertThat(nic.at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.20.5.4");
        assertThat(azure.put(PLS, azure.get(PLS).body().toString()).status()).isEqualTo(200);
        azure.pass(20);
        assertThat(azure.get(PLS).body().at("/properties/alias")).isEqualTo(made.path("alias"));
    }

    @Test
    void theLongestNameLeavesRoomForItsInterface() {
        String longest = Azure.NETWORK + "/privateLinkServices/" + "p".repeat(80);

        assertThat(service(longest, "").status()).isEqualTo(201);
        azure.pass(20);
        assertThat(azure.get(longest).body().at("/properties/networkInterfaces"))
                .hasSize(1);
    }

    @Test
    void itsSubnetHasToBeWithoutPolicies() {
        subnet("Enabled");
        azure.pass(10);

        assertThat(service("").code())
                .isEqualTo("PrivateLinkServiceCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled");
    }

    @Test
    void anOwnersEndpointIsConnectedAtOnce() {
        service("");
        azure.pass(20);
        endpoint("privateLinkServiceConnections", PLS);
        azure.pass(20);

        JsonNode connection = azure.get(PLS).body().at("/properties/privateEndpointConnections/0");
        assertThat(connection.at("/properties/privateEndpoint/id").asText()).isEqualTo(PE);
        assertThat(connection
                        .at("/properties/privateLinkServiceConnectionState/status")
                        .asText())
                .isEqualTo("Approved");
        assertThat(azure.delete(PLS).status()).isEqualTo(400);

        azure.delete(PE);
        azure.pass(20);
        assertThat(azure.get(PLS).body().at("/properties/privateEndpointConnections"))
                .isEmpty();
        assertThat(azure.delete(PLS).status()).isEqualTo(202);
        azure.pass(20);
        assertThat(azure.get(Azure.NETWORK + "/networkInterfaces").body().path("value"))
                .isEmpty();
    }

    @Test
    void whoAsksByAliasWaitsUntilTheOwnerApproves() {
        service("");
        azure.pass(20);
        endpoint(
                "manualPrivateLinkServiceConnections",
                azure.get(PLS).body().at("/properties/alias").asText());
        azure.pass(20);
        assertThat(status()).isEqualTo("Pending");
        String connection = azure.get(PLS)
                .body()
                .at("/properties/privateEndpointConnections/0/id")
                .asText();

        azure.put(connection, """
                {'properties':{'privateLinkServiceConnectionState':{'status':'Approved','description':'welcome'}}}""");
        azure.pass(20);
        assertThat(status()).isEqualTo("Approved");

        azure.delete(connection);
        azure.pass(20);
        assertThat(status()).isEqualTo("Disconnected");
        assertThat(azure.get(PLS + "/privateEndpointConnections").body().path("value"))
                .isEmpty();
    }

    @Test
    void subscriptionsCanBeApprovedBeforehand() {
        service("'autoApproval':{'subscriptions':['*']},");
        azure.pass(20);
        endpoint("manualPrivateLinkServiceConnections", PLS);
        azure.pass(20);

        assertThat(status()).isEqualTo("Approved");
    }

    @Test
    void noConnectionIsMadeFromTheServicesSide() {
        service("");
        azure.pass(20);

        assertThat(azure.put(PLS + "/privateEndpointConnections/x", "{'properties':{}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theWordsOfAnIdAreInAnyCase() {
        Azure.Answer made = azure.put(PLS, """
                {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}],
                 'loadBalancerFrontendIpConfigurations':[{'id':'%s/frontendIpConfigurations/front'}]}}""".formatted(SUBNET, LB));

        assertThat(made.status()).isEqualTo(201);
        assertThat(azure.get(LB + "/FRONTENDipconfigurations/FRONT").status()).isEqualTo(200);
    }

    private String status() {
        return azure.get(PE)
                .body()
                .at(
                        "/properties/manualPrivateLinkServiceConnections/0/properties/privateLinkServiceConnectionState/status")
                .asText();
    }

    private void subnet(String policies) {
        azure.put(
                SUBNET,
                "{'properties':{'addressPrefix':'10.20.5.0/24','privateLinkServiceNetworkPolicies':'" + policies
                        + "'}}");
        azure.pass(10);
    }

    private Azure.Answer service(String more) {
        return service(PLS, more);
    }

    private Azure.Answer service(String id, String more) {
        return azure.put(
                id,
                "{'location':'westeurope','properties':{" + more
                        + "'loadBalancerFrontendIpConfigurations':[{'id':'" + LB + "/frontendIPConfigurations/front'}],"
                        + "'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'" + SUBNET + "'}}}]}}");
    }

    private void endpoint(String kind, String service) {
        azure.put(
                PE,
                "{'location':'westeurope','properties':{'subnet':{'id':'" + Azure.VNET + "/subnets/nodes'},'" + kind
                        + "':[{'name':'c1','properties':{'privateLinkServiceId':'" + service + "'}}]}}");
    }
}
