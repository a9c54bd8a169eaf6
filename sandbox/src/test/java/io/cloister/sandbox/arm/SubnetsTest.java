// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubnetsTest {

    private static final String NODES = Azure.VNET + "/subnets/nodes";
    private static final String NIC = Azure.NETWORK + "/networkInterfaces/nic1";

    private final Azure azure = new Azure();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void aNetworkWrittenWithoutASubnetLosesItUnlessSomethingIsInIt() {
        nic("");
        String without = "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']}}}";

        assertThat(azure.put(Azure.VNET, without).code()).isEqualTo("InUseSubnetCannotBeDeleted");
        azure.delete(NIC);
        azure.pass(10);
        assertThat(azure.put(Azure.VNET, without).status()).isEqualTo(200);
        azure.pass(10);
        assertThat(azure.get(NODES).code()).isEqualTo("NotFound");
    }

    @Test
    void aSubnetNamesWhatIsInItAndShowsIt() {
        nic("");

        JsonNode subnet = azure.get(NODES).body();
        assertThat(subnet.at("/properties/ipConfigurations/0/id").asText()).isEqualTo(NIC + "/ipConfigurations/ip");
        assertThat(subnet.at("/properties/ipConfigurations/0").has("properties"))
                .isFalse();

        JsonNode expanded = azure.get(Azure.VNET + "?$expand=subnets/ipConfigurations")
                .body()
                .at("/properties/subnets/0/properties/ipConfigurations/0");
        assertThat(expanded.at("/properties/privateIPAddress").asText()).isEqualTo("10.20.1.4");
    }

    @Test
    void whatASubnetNamesIsNoReferenceWhenItIsSentBack() {
        nic("");
        String readBack = azure.get(NODES).body().toString();

        assertThat(azure.put(NODES, readBack).status()).isEqualTo(200);
        azure.pass(10);
        assertThat(azure.delete(NIC).status()).isEqualTo(202);
    }

    @Test
    void onePrefixIsThereInBothProperties() {
        azure.put(Azure.VNET + "/subnets/two", "{'properties':{'addressPrefixes':['10.20.2.0/24']}}");
        azure.pass(10);

        JsonNode properties = azure.get(Azure.VNET + "/subnets/two").body().path("properties");
        assertThat(properties.path("addressPrefix").asText()).isEqualTo("10.20.2.0/24");
        assertThat(properties.at("/addressPrefixes/0").asText()).isEqualTo("10.20.2.0/24");
    }

    @Test
    void ofTwoPropertiesForThePrefixTheChangedOneCounts() {
        azure.put(NODES, "{'properties':{'addressPrefix':'10.20.1.0/24','addressPrefixes':['10.20.4.0/24']}}");
        azure.pass(10);
        assertThat(azure.get(NODES).body().at("/properties/addressPrefix").asText())
                .isEqualTo("10.20.4.0/24");

        azure.put(NODES, "{'properties':{'addressPrefix':'10.20.5.0/24','addressPrefixes':['10.20.4.0/24']}}");
        azure.pass(10);
        assertThat(azure.get(NODES).body().at("/properties/addressPrefixes/0").asText())
                .isEqualTo("10.20.5.0/24");
    }

    @Test
    void aPrefixThatHasAddressesInUseStays() {
        nic("");

        assertThat(azure.put(NODES, "{'properties':{'addressPrefix':'10.20.9.0/24'}}")
                        .code())
                .isEqualTo("InUsePrefixCannotBeDeleted");
        assertThat(azure.put(NODES, "{'properties':{'addressPrefix':'10.20.0.0/23'}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fiveAddressesOfASubnetAreAzuresOwn() {
        azure.put(Azure.VNET + "/subnets/tiny", "{'properties':{'addressPrefix':'10.20.7.0/29'}}");
        azure.pass(10);

        for (String reserved : new String[] {"10.20.7.0", "10.20.7.3", "10.20.7.7"}) {
            assertThat(nic("tiny", "n", reserved).code()).isEqualTo("PrivateIPAddressInReservedRange");
        }
        assertThat(nic("tiny", "n", "10.20.8.1").code()).isEqualTo("PrivateIPAddressNotInSubnet");
        for (String name : new String[] {"a", "b", "c"}) {
            assertThat(nic("tiny", name, "").status()).isEqualTo(201);
        }
        assertThat(nic("tiny", "d", "").code()).isEqualTo("SubnetIsFull");
        assertThat(nic("tiny", "d", "10.20.7.4").code()).isEqualTo("PrivateIPAddressIsAllocated");
    }

    @Test
    void aNewNetworksSubnetsArePrivateFromTheVersionOnThatMadeThemSo() {
        String body = "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']},"
                + "'subnets':[{'name':'a','properties':{'addressPrefix':'10.0.0.0/24'}}]}}";
        String later = "?api-version=2025-07-01";
        azure.put(Azure.NETWORK + "/virtualNetworks/old" + "?api-version=2025-05-01", body);
        azure.put(Azure.NETWORK + "/virtualNetworks/new" + later, body);
        azure.pass(10);
        String subnet = "{'properties':{'addressPrefix':'10.0.1.0/24'}}";
        azure.put(Azure.NETWORK + "/virtualNetworks/old/subnets/b" + later, subnet);
        azure.put(Azure.NETWORK + "/virtualNetworks/new/subnets/b" + later, subnet);
        azure.pass(10);

        for (String name : new String[] {"a", "b"}) {
            assertThat(outboundAccess("old", name).isMissingNode()).isTrue();
            assertThat(outboundAccess("new", name).asText()).isEqualTo("false");
        }
        azure.put(Azure.NETWORK + "/virtualNetworks/old" + later, body);
        assertThat(outboundAccess("old", "a").isMissingNode()).isTrue();
        assertThat(azure.get(Azure.NETWORK + "/virtualNetworks/new").body().toString())
                .doesNotContain("PrivateByDefault");
    }

    @Test
    void brokenPrefixesAndPartsAreRefusedInAzuresWords() {
        assertThat(azure.put(NODES, "{'properties':{'addressPrefix':'10.20.1.999/24'}}")
                        .code())
                .isEqualTo("InvalidAddressPrefixFormat");
        assertThat(azure.put(NODES, "{'properties':{'addressPrefix':'10.20.1.1/24'}}")
                        .code())
                .isEqualTo("InvalidCIDRNotation");
        assertThat(azure.put(NODES, "{'properties':'none'}").code()).isEqualTo("InvalidRequestContent");
        assertThat(azure.put(
                                Azure.VNET,
                                "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':"
                                        + "['10.20.0.0/16']},'subnets':['nodes']}}")
                        .code())
                .isEqualTo("InvalidRequestFormat");
        assertThat(azure.put(Azure.VNET + "/subnets/-no-", "{'properties':{'addressPrefix':'10.20.2.0/24'}}")
                        .code())
                .isEqualTo("InvalidResourceName");
    }

    @Test
    void nothingIsPutIntoASubnetThatIsBeingDeleted() {
        azure.delete(NODES);

        assertThat(nic("").code()).isEqualTo("ReferencedResourceNotProvisioned");
    }

    @Test
    void aNetworkStaysInItsRegion() {
        Azure.Answer refused = azure.put(
                Azure.VNET,
                "{'location':'northeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']}}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("InvalidResourceLocation");
    }

    @Test
    void aNetworkTellsWhichAddressesAreFree() {
        nic("");
        JsonNode taken = azure.get(Azure.VNET + "/CheckIPAddressAvailability?ipAddress=10.20.1.4")
                .body();
        assertThat(taken.path("available").asBoolean()).isFalse();
        assertThat(taken.at("/availableIPAddresses/0").asText()).isEqualTo("10.20.1.5");
        assertThat(azure.get(Azure.VNET + "/CheckIPAddressAvailability?ipAddress=10.20.1.9")
                        .body()
                        .path("available")
                        .asBoolean())
                .isTrue();
        JsonNode usage = azure.get(Azure.VNET + "/usages").body().at("/value/0");
        assertThat(usage.path("currentValue").asInt()).isEqualTo(1);
        assertThat(usage.path("limit").asInt()).isEqualTo(251);
    }

    private JsonNode outboundAccess(String network, String subnet) {
        return azure.get(Azure.NETWORK + "/virtualNetworks/" + network + "/subnets/" + subnet)
                .body()
                .at("/properties/defaultOutboundAccess");
    }

    private Azure.Answer nic(String address) {
        return nic("nodes", "nic1", address);
    }

    private Azure.Answer nic(String subnet, String name, String address) {
        String how =
                address.isEmpty() ? "" : ",'privateIPAllocationMethod':'Static','privateIPAddress':'" + address + "'";
        return azure.put(
                Azure.NETWORK + "/networkInterfaces/" + name,
                "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'"
                        + Azure.VNET + "/subnets/" + subnet + "'}" + how + "}}]}}");
    }
}
