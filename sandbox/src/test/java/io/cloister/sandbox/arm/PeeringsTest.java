// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeeringsTest {

    private static final String HUB = Azure.NETWORK + "/virtualNetworks/hub";

    private final Azure azure = new Azure();

    @BeforeEach
    void twoNetworks() {
        azure.makeNetwork();
        network(HUB, "10.0.0.0/16");
    }

    @Test
    void aHalfThatLostTheOtherIsInTheWayOfItsReturnUntilItIsWrittenAgain() {
        peer(Azure.VNET, HUB);
        peer(HUB, Azure.VNET);
        azure.delete(Azure.VNET + "/virtualNetworkPeerings/p");
        azure.pass(10);
        assertThat(property(HUB, "peeringState")).isEqualTo("Disconnected");

        assertThat(peer(Azure.VNET, HUB).code()).isEqualTo("RemotePeeringIsDisconnected");
        peer(HUB, Azure.VNET);
        assertThat(property(HUB, "peeringState")).isEqualTo("Initiated");
        assertThat(peer(Azure.VNET, HUB).status()).isEqualTo(201);
        assertThat(property(HUB, "peeringState")).isEqualTo("Connected");
    }

    @Test
    void networksThatOverlapAreNotPeered() {
        network(Azure.NETWORK + "/virtualNetworks/same", "10.20.0.0/16");

        assertThat(peer(Azure.VNET, Azure.NETWORK + "/virtualNetworks/same").code())
                .isEqualTo("VnetAddressSpacesOverlap");
    }

    @Test
    void noMoreAreNetworksThatOverlapWithOnePeeredAlready() {
        network(Azure.NETWORK + "/virtualNetworks/hub2", "10.0.0.0/20");
        peer(Azure.VNET, HUB);

        assertThat(azure.put(Azure.VNET + "/virtualNetworkPeerings/q", half(Azure.NETWORK + "/virtualNetworks/hub2"))
                        .code())
                .isEqualTo("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet");
        assertThat(azure.put(Azure.VNET + "/virtualNetworkPeerings/q", half(HUB))
                        .code())
                .isEqualTo("AnotherPeeringAlreadyReferencesRemoteVnet");
    }

    @Test
    void aNetworkWrittenWithoutItsPeeringsKeepsThem() {
        peer(Azure.VNET, HUB);
        peer(HUB, Azure.VNET);

        network(HUB, "10.0.0.0/16");

        assertThat(property(HUB, "peeringState")).isEqualTo("Connected");
        assertThat(property(HUB, "peeringSyncLevel")).isEqualTo("FullyInSync");
    }

    @Test
    void newRangesAreKnownToThePeerOnceItsHalfIsWrittenAgain() {
        peer(Azure.VNET, HUB);
        peer(HUB, Azure.VNET);
        azure.put(
                HUB,
                "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16','10.1.0.0/16']}}}");
        azure.pass(10);
        assertThat(property(Azure.VNET, "peeringSyncLevel")).isEqualTo("LocalNotInSync");

        peer(Azure.VNET, HUB);

        assertThat(property(Azure.VNET, "peeringSyncLevel")).isEqualTo("FullyInSync");
        assertThat(azure.get(Azure.VNET + "/virtualNetworkPeerings/p")
                        .body()
                        .at("/properties/remoteAddressSpace/addressPrefixes"))
                .hasSize(2);
    }

    @Test
    void aSubnetIsWrittenThoughThePeerIsGone() {
        peer(Azure.VNET, HUB);
        azure.delete(HUB);
        azure.pass(10);

        assertThat(azure.put(Azure.VNET + "/subnets/b", "{'properties':{'addressPrefix':'10.20.2.0/24'}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPeerThatGoesWithItsGroupLeavesADisconnectedHalf() {
        String group = Azure.SUBSCRIPTION + "/resourceGroups/rg2";
        azure.put(group, "{'location':'westeurope'}");
        String far = group + "/providers/Microsoft.Network/virtualNetworks/far";
        network(far, "10.9.0.0/16");
        peer(Azure.VNET, far);
        peer(far, Azure.VNET);
        assertThat(property(Azure.VNET, "peeringState")).isEqualTo("Connected");

        azure.delete(group);
        azure.pass(60);

        assertThat(property(Azure.VNET, "peeringState")).isEqualTo("Disconnected");
    }

    @Test
    void aNetworkWithoutAGatewayLendsNone() {
        String body = half(HUB).replaceFirst("'properties':\\{", "'properties':{'useRemoteGateways':true,");

        assertThat(azure.put(Azure.VNET + "/virtualNetworkPeerings/p", body).code())
                .isEqualTo("RemoteVnetHasNoGateways");
    }

    private void network(String id, String prefix) {
        azure.put(id, "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['" + prefix + "']}}}");
        azure.pass(10);
    }

    private Azure.Answer peer(String from, String to) {
        Azure.Answer answer = azure.put(from + "/virtualNetworkPeerings/p", half(to));
        azure.pass(10);
        return answer;
    }

    private static String half(String to) {
        return "{'properties':{'remoteVirtualNetwork':{'id':'" + to + "'},'allowVirtualNetworkAccess':true}}";
    }

    private String property(String network, String name) {
        return azure.get(network + "/virtualNetworkPeerings/p")
                .body()
                .at("/properties/" + name)
                .asText();
    }
}
