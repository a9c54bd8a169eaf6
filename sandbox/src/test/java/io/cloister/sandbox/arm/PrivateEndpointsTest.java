// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivateEndpointsTest {

    private static final String SUBNET = Azure.VNET + "/subnets/nodes";
    private static final String PE = Azure.NETWORK + "/privateEndpoints/pe1";
    private static final String GROUP = PE + "/privateDnsZoneGroups/default";
    private static final String ZONE = Azure.NETWORK + "/privateDnsZones/privatelink.vaultcore.azure.net";
    private static final String VAULT = Azure.RG + "/providers/Microsoft.KeyVault/vaults/kv1";

    private final Azure azure = new Azure();

    @BeforeEach
    void network() {
        azure.makeNetwork();
    }

    @Test
    void itTakesAnAddressOfItsSubnetThroughAnInterfaceOfItsOwn() {
        Azure.Answer accepted = endpoint("'privateLinkServiceConnections'", VAULT, "");

        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.state()).isEqualTo("Updating");
        assertThat(accepted.header("Azure-AsyncOperation")).isNotEmpty();
        azure.pass(20);
        JsonNode made = azure.get(PE).body().path("properties");
        assertThat(made.path("provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(made.at("/privateLinkServiceConnections/0/properties/privateLinkServiceConnectionState/status")
                        .asText())
                .isEqualTo("Approved");
        assertThat(made.path("manualPrivateLinkServiceConnections")).isEmpty();
        assertThat(made.at("/customDnsConfigs/0/fqdn").asText()).isEqualTo("kv1.vault.azure.net");
        assertThat(made.at("/customDnsConfigs/0/ipAddresses/0").asText()).isEqualTo("10.20.1.4");
        JsonNode nic = azure.get(nic()).body();
        assertThat(nic.path("name").asText()).startsWith("pe1.nic.");
        assertThat(nic.at("/properties/privateEndpoint/id").asText()).isEqualTo(PE);
        assertThat(nic.at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.20.1.4");
        assertThat(azure.get(SUBNET)
                        .body()
                        .at("/properties/privateEndpoints/0/id")
                        .asText())
                .isEqualTo(PE);
    }

    @Test
    void itsInterfaceAndAddressCanBeChosen() {
        endpoint("'privateLinkServiceConnections'", VAULT, """
                'customNetworkInterfaceName':'nic-pe','ipConfigurations':[{'name':'ip','properties':
                 {'groupId':'vault','memberName':'default','privateIPAddress':'10.20.1.50'}}],""");
        azure.pass(20);

        assertThat(nic()).endsWith("/networkInterfaces/nic-pe");
        assertThat(azure.get(nic())
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.20.1.50");
        assertThat(azure.get(nic())
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAllocationMethod")
                        .asText())
                .isEqualTo("Static");
    }

    @Test
    void anEmptyNameOfItsInterfaceIsNone() {
        endpoint("'privateLinkServiceConnections'", VAULT, "'customNetworkInterfaceName':'',");
        azure.pass(20);

        assertThat(nic()).contains("/networkInterfaces/pe1.nic.");
        endpoint("'privateLinkServiceConnections'", VAULT, "'customNetworkInterfaceName':'',");
        azure.pass(20);
        assertThat(azure.get(PE).state()).isEqualTo("Succeeded");
    }

    @Test
    void aManualConnectionWaitsForApproval() {
        endpoint(
                "'manualPrivateLinkServiceConnections'",
                "svc.0b1f6471-1bf0-4dda-aec3-1.westeurope.azure.privatelinkservice",
                "");
        azure.pass(20);

        JsonNode made = azure.get(PE).body().path("properties");
        assertThat(made.at("/manualPrivateLinkServiceConnections/0/properties/privateLinkServiceConnectionState/status")
                        .asText())
                .isEqualTo("Pending");
        assertThat(made.path("customDnsConfigs")).isEmpty();
    }

    @Test
    void whatIsConnectedWithHasToExist() {
        assertThat(endpoint("'privateLinkServiceConnections'", Azure.NETWORK + "/loadBalancers/none", "")
                        .code())
                .isEqualTo("InvalidResourceReference");
        assertThat(endpoint("'privateLinkServiceConnections'", "nonsense", "").status())
                .isEqualTo(400);
        assertThat(azure.put(PE, "{'location':'westeurope','properties':{'subnet':{'id':'" + SUBNET + "'}}}")
                        .status())
                .isEqualTo(400);
        assertThat(azure.get(PE).status()).isEqualTo(404);
        assertThat(azure.get(Azure.NETWORK + "/networkInterfaces").body().path("value"))
                .isEmpty();
    }

    @Test
    void whatItUsesStaysAsLongAsItDoes() {
        endpoint("'privateLinkServiceConnections'", VAULT, "");
        azure.pass(20);

        assertThat(azure.delete(nic()).code()).isEqualTo("NicInUse");
        assertThat(azure.delete(SUBNET).code()).isEqualTo("InUseSubnetCannotBeDeleted");

        String nic = nic();
        assertThat(azure.delete(PE).status()).isEqualTo(202);
        azure.pass(20);
        assertThat(azure.get(PE).status()).isEqualTo(404);
        assertThat(azure.get(nic).status()).isEqualTo(404);
        assertThat(azure.delete(SUBNET).status()).isEqualTo(202);
    }

    @Test
    void writtenAgainItKeepsItsInterface() {
        endpoint("'privateLinkServiceConnections'", VAULT, "");
        azure.pass(20);
        String nic = nic();

        azure.put(PE, azure.get(PE).body().toString());
        azure.pass(20);

        assertThat(nic()).isEqualTo(nic);
        assertThat(azure.get(Azure.NETWORK + "/networkInterfaces").body().path("value"))
                .hasSize(1);
        azure.put(Azure.VNET + "/subnets/other", "{'properties':{'addressPrefix':'10.20.9.0/24'}}");
        azure.pass(20);
        String moved = azure.get(PE).body().toString().replace("/subnets/nodes", "/subnets/other");
        assertThat(azure.put(PE, moved).code()).isEqualTo("PropertyChangeNotAllowed");
    }

    @Test
    void aZoneGroupKeepsItsNamesInAPrivateZone() {
        endpoint("'privateLinkServiceConnections'", VAULT, "");
        azure.put(ZONE, "{'location':'global'}");
        azure.pass(60);

        Azure.Answer group = zoneGroup(ZONE);
        azure.pass(20);

        assertThat(group.status()).isEqualTo(201);
        JsonNode record = azure.get(GROUP).body().at("/properties/privateDnsZoneConfigs/0/properties/recordSets/0");
        assertThat(record.path("fqdn").asText()).isEqualTo("kv1.privatelink.vaultcore.azure.net");
        assertThat(record.at("/ipAddresses/0").asText()).isEqualTo("10.20.1.4");
        assertThat(azure.get(ZONE + "/A/kv1")
                        .body()
                        .at("/properties/aRecords/0/ipv4Address")
                        .asText())
                .isEqualTo("10.20.1.4");
        assertThat(azure.get(PE + "/privateDnsZoneGroups").body().path("value")).hasSize(1);

        azure.delete(PE);
        azure.pass(20);
        assertThat(azure.get(ZONE + "/A/kv1").status()).isEqualTo(404);
        assertThat(azure.get(GROUP).status()).isEqualTo(404);
    }

    @Test
    void aZoneGroupNeedsAZoneAndTakesItsRecordsAlong() {
        endpoint("'privateLinkServiceConnections'", VAULT, "");
        azure.pass(20);
        assertThat(zoneGroup(ZONE).code()).isEqualTo("InvalidResourceReference");
        azure.put(ZONE, "{'location':'global'}");
        azure.pass(60);
        zoneGroup(ZONE);
        azure.pass(20);

        azure.delete(GROUP);
        azure.pass(20);

        assertThat(azure.get(ZONE + "/A/kv1").status()).isEqualTo(404);
        assertThat(azure.get(PE).status()).isEqualTo(200);
    }

    @Test
    void aGroupThatGoesTakesAllOfItAlong() {
        endpoint("'privateLinkServiceConnections'", VAULT, "");
        azure.put(ZONE, "{'location':'global'}");
        azure.pass(60);
        zoneGroup(ZONE);
        azure.pass(20);

        azure.delete(Azure.RG);
        azure.pass(60);

        assertThat(azure.get(Azure.RG).status()).isEqualTo(404);
        assertThat(azure.arm.all().stream()
                        .filter(one -> one.path("id").asText().startsWith(Azure.RG + "/")))
                .isEmpty();
    }

    private String nic() {
        return azure.get(PE).body().at("/properties/networkInterfaces/0/id").asText();
    }

    private Azure.Answer zoneGroup(String zone) {
        return azure.put(
                GROUP,
                "{'properties':{'privateDnsZoneConfigs':[{'name':'vault','properties':{'privateDnsZoneId':'" + zone
                        + "'}}]}}");
    }

    private Azure.Answer endpoint(String kind, String service, String more) {
        return azure.put(
                PE,
                "{'location':'westeurope','properties':{" + more + "'subnet':{'id':'" + SUBNET + "'}," + kind
                        + ":[{'name':'c1','properties':{'privateLinkServiceId':'" + service
                        + "','groupIds':['vault']}}]}}");
    }
}
