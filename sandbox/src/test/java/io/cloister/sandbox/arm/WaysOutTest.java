// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaysOutTest {

    private static final String ADDRESS = Azure.NETWORK + "/publicIPAddresses/out";
    private static final String GATEWAY = Azure.NETWORK + "/natGateways/nat";
    private static final String TABLE = Azure.NETWORK + "/routeTables/t";
    private static final String STANDARD =
            "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'publicIPAllocationMethod':'Static'}}";

    private final Azure azure = new Azure();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void basicPublicAddressesAreAQuotaOfNone() {
        assertThat(azure.put(ADDRESS, STANDARD.replace("Standard", "Basic")).code())
                .isEqualTo("IPv4BasicSkuPublicIpCountLimitReached");
    }

    @Test
    void aStandardPublicAddressIsStaticAndKeepsItsSku() {
        assertThat(azure.put(ADDRESS, STANDARD.replace("'Static'", "'Dynamic'")).code())
                .isEqualTo("StandardAndStandardV2SkuPublicIPAddressesMustBeStatic");
        azure.put(ADDRESS, STANDARD);
        azure.pass(10);
        String given = azure.get(ADDRESS).body().at("/properties/ipAddress").asText();

        assertThat(azure.put(ADDRESS, STANDARD.replace("Standard", "StandardV2"))
                        .code())
                .isEqualTo("SkuCannotBeChangedOnUpdate");
        assertThat(azure.put(ADDRESS, STANDARD)
                        .body()
                        .at("/properties/ipAddress")
                        .asText())
                .isEqualTo(given)
                .startsWith("203.0.113.");
    }

    @Test
    void aPublicAddressHasOneUserAndStaysWhileItHas() {
        azure.put(ADDRESS, STANDARD);
        gateway(GATEWAY);
        azure.pass(10);

        assertThat(azure.get(ADDRESS).body().at("/properties/natGateway/id").asText())
                .isEqualTo(GATEWAY);
        assertThat(azure.delete(ADDRESS).code()).isEqualTo("PublicIPAddressCannotBeDeleted");
        assertThat(gateway(GATEWAY + "2").code()).isEqualTo("PublicIPAddressInUse");
    }

    @Test
    void aNatGatewayOfASubnetStays() {
        azure.put(ADDRESS, STANDARD);
        gateway(GATEWAY);
        azure.pass(10);
        azure.put(
                Azure.VNET + "/subnets/nodes",
                "{'properties':{'addressPrefix':'10.20.1.0/24','natGateway':{'id':'" + GATEWAY + "'}}}");
        azure.pass(10);

        assertThat(azure.delete(GATEWAY).code()).isEqualTo("InUseNatGatewayCannotBeDeleted");
        assertThat(azure.get(GATEWAY).body().at("/properties/subnets/0/id").asText())
                .isEqualTo(Azure.VNET + "/subnets/nodes");
    }

    @Test
    void aPrefixKeepsItsLength() {
        String prefix = Azure.NETWORK + "/publicIPPrefixes/p";
        String body = "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'prefixLength':30}}";
        assertThat(azure.put(prefix, body).body().at("/properties/ipPrefix").asText())
                .endsWith("/30");
        azure.pass(10);

        assertThat(azure.put(prefix, body.replace("30", "31")).code()).isEqualTo("PropertyChangeNotAllowed");
    }

    @Test
    void addressesOfAPrefixAreThoseOfItsRangeUntilThereAreNoMore() {
        String prefix = Azure.NETWORK + "/publicIPPrefixes/p";
        azure.put(prefix, "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'prefixLength':31}}");
        azure.pass(10);
        String body = "{'location':'westeurope','sku':{'name':'Standard'},'properties':"
                + "{'publicIPAllocationMethod':'Static','publicIPPrefix':{'id':'" + prefix + "'}}}";

        String first = azure.put(ADDRESS + "1", body)
                .body()
                .at("/properties/ipAddress")
                .asText();
        assertThat(azure.get(prefix).body().at("/properties/ipPrefix").asText()).isEqualTo(first + "/31");
        assertThat(azure.put(ADDRESS + "2", body).status()).isEqualTo(201);
        assertThat(azure.put(ADDRESS + "3", body).code()).isEqualTo("PublicIpPrefixOutOfIpAddresses");

        azure.pass(10);
        assertThat(azure.delete(prefix).code()).isEqualTo("InUsePublicIpPrefixCannotBeDeleted");
        azure.delete(ADDRESS + "1");
        azure.pass(10);
        assertThat(azure.put(ADDRESS + "3", body)
                        .body()
                        .at("/properties/ipAddress")
                        .asText())
                .isEqualTo(first);
    }

    @Test
    void aRouteToAnApplianceSaysItsAddressAndNoOtherDoes() {
        azure.put(TABLE, "{'location':'westeurope'}");
        azure.pass(10);

        assertThat(route("a", "0.0.0.0/0", "'nextHopType':'VirtualAppliance'").status())
                .isEqualTo(400);
        assertThat(route("a", "0.0.0.0/0", "'nextHopType':'Internet','nextHopIpAddress':'10.0.0.4'")
                        .status())
                .isEqualTo(400);
        assertThat(route("a", "0.0.0.0/0", "'nextHopType':'virtualappliance','nextHopIpAddress':'10.0.0.4'")
                        .status())
                .isEqualTo(201);
        azure.pass(10);
        assertThat(route("b", "0.0.0.0/0", "'nextHopType':'Internet'").code()).isEqualTo("RouteConflict");
    }

    @Test
    void anInterfacesRoutesShowWhatAUsersRouteTakesOver() {
        azure.put(TABLE, "{'location':'westeurope'}");
        azure.pass(10);
        route("out", "0.0.0.0/0", "'nextHopType':'VirtualAppliance','nextHopIpAddress':'10.0.0.4'");
        azure.pass(10);
        azure.put(
                Azure.VNET + "/subnets/nodes",
                "{'properties':{'addressPrefix':'10.20.1.0/24','routeTable':{'id':'" + TABLE + "'}}}");
        azure.pass(10);
        String nic = Azure.NETWORK + "/networkInterfaces/n";
        azure.put(nic, """
                {'location':'westeurope','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));

        JsonNode routes =
                azure.call("POST", nic + "/effectiveRouteTable", "").body().path("value");
        assertThat(routes)
                .filteredOn(route -> route.at("/addressPrefix/0").asText().equals("0.0.0.0/0"))
                .extracting(route -> route.path("source").asText() + " "
                        + route.path("state").asText() + " "
                        + route.path("nextHopType").asText())
                .containsExactly("Default Invalid Internet", "User Active VirtualAppliance");
        assertThat(azure.get(TABLE).body().at("/properties/subnets")).hasSize(1);
        assertThat(azure.delete(TABLE).code()).isEqualTo("InUseRouteTableCannotBeDeleted");
    }

    @Test
    void aDnsNameIsThereOnce() {
        String check = Azure.SUBSCRIPTION
                + "/providers/Microsoft.Network/locations/westeurope/CheckDnsNameAvailability?domainNameLabel=mine";
        assertThat(azure.get(check).body().path("available").asBoolean()).isTrue();

        azure.put(ADDRESS, STANDARD.replace("{'public", "{'dnsSettings':{'domainNameLabel':'mine'},'public"));

        assertThat(azure.get(check).body().path("available").asBoolean()).isFalse();
        assertThat(azure.get(ADDRESS).body().at("/properties/dnsSettings/fqdn").asText())
                .isEqualTo("mine.westeurope.cloudapp.azure.com");
    }

    private Azure.Answer gateway(String id) {
        return azure.put(
                id,
                "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'publicIpAddresses':[{'id':'"
                        + ADDRESS + "'}]}}");
    }

    private Azure.Answer route(String name, String prefix, String hop) {
        return azure.put(TABLE + "/routes/" + name, "{'properties':{'addressPrefix':'" + prefix + "'," + hop + "}}");
    }
}
