// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.DemoAzure;
import io.cloister.sandbox.FakeResources;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.net.topology.Hub;
import io.cloister.sandbox.net.topology.WayOut.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrivateNetworkTest {

    private static final String NODE = "10.20.1.4";
    private static final String OTHER = "10.20.1.5";
    private static final String VAULT = "10.0.0.10";

    private final ScaledClock clock = new ScaledClock(1);
    private final Listeners listeners = new Listeners();

    @AfterEach
    void stopTheClock() {
        clock.close();
    }

    @Test
    void nodesReachVaultThroughThePeering() {
        FakeResources azure = oneMachine("", "");
        listeners.open(VAULT, 8200, 1);

        assertThat(network(azure).judge(new Flow(NODE, VAULT, 8200)).allowed()).isTrue();
    }

    @Test
    void withoutThePeeringsOtherHalfTheHubIsFarAway() {
        FakeResources azure = oneMachine("", "");
        azure.delete(DemoAzure.peeringId(DemoAzure.HUB));
        listeners.open(VAULT, 8200, 1);
        PrivateNetwork network = network(azure);

        Verdict verdict = network.judge(new Flow(NODE, VAULT, 8200));

        assertThat(verdict.allowed()).isFalse();
        assertThat(network.flowLog().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isNotEmpty());
    }

    @Test
    void aMachineOfAnOpenSubnetHasDefaultOutboundAccess() {
        assertThat(wayOut(oneMachine("", ""))).isEqualTo(Kind.DEFAULT_OUTBOUND);
    }

    @Test
    void aMachineOfAFlexibleScaleSetHasNoDefaultOutboundAccess() {
        FakeResources azure = oneMachine("", "");
        String set = DemoAzure.GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/pool";
        azure.put(
                set, "Microsoft.Compute/virtualMachineScaleSets", "{'properties': {'orchestrationMode': 'Flexible'}}");
        for (var machine : azure.ofType("Microsoft.Compute/virtualMachines")) {
            azure.put(
                    machine.path("id").asText(),
                    "Microsoft.Compute/virtualMachines",
                    "{'properties': {'virtualMachineScaleSet': {'id': '" + set + "'}}}");
        }

        assertThat(wayOut(azure)).isEqualTo(Kind.NONE);
    }

    @Test
    void aPrivateSubnetHasNoWayOut() {
        assertThat(wayOut(oneMachine(", 'defaultOutboundAccess': false", ""))).isEqualTo(Kind.NONE);
    }

    @Test
    void behindAnInternalBalancerThereIsNoWayOut() {
        FakeResources azure = oneMachine("", DemoAzure.inPool());
        DemoAzure.internalBalancer(azure);

        assertThat(wayOut(azure)).isEqualTo(Kind.NONE);
        assertThat(network(azure).judge(new Flow(NODE, "pkgs.k8s.io", 443)).reason())
                .contains("no way out")
                .contains("demo-api");
    }

    @Test
    void aNatGatewayOpensAPrivateSubnetBehindAnInternalBalancer() {
        FakeResources azure =
                oneMachine(", 'defaultOutboundAccess': false, 'natGateway': {'id': '/nat'}", DemoAzure.inPool());
        azure.put("/nat", "Microsoft.Network/natGateways", "{}");

        assertThat(wayOut(azure)).isEqualTo(Kind.NAT_GATEWAY);
    }

    @Test
    void aRouteComesBeforeANatGateway() {
        FakeResources azure = oneMachine(", 'natGateway': {'id': '/nat'}, 'routeTable': {'id': '/table'}", "");
        azure.put("/nat", "Microsoft.Network/natGateways", "{}");
        azure.put(
                "/table",
                "Microsoft.Network/routeTables",
                "{'properties': {'routes': [{'name': 'drop', 'properties': "
                        + "{'addressPrefix': '0.0.0.0/0', 'nextHopType': 'None'}}]}}");

        assertThat(wayOut(azure)).isEqualTo(Kind.NONE);
    }

    @Test
    void theFirstMatchingSecurityRuleDecides() {
        FakeResources azure = oneMachine(", 'networkSecurityGroup': {'id': '/nsg'}", "");
        azure.put("/nsg", "Microsoft.Network/networkSecurityGroups", """
                {'properties': {'securityRules': [
                  {'name': 'deny-all', 'properties': {'priority': 4000, 'direction': 'Inbound', 'access': 'Deny',
                    'protocol': '*', 'sourceAddressPrefix': '*', 'destinationAddressPrefix': '*',
                    'destinationPortRange': '*'}},
                  {'name': 'ssh', 'properties': {'priority': 100, 'direction': 'Inbound', 'access': 'Allow',
                    'protocol': 'Tcp', 'sourceAddressPrefix': '10.0.0.4', 'destinationAddressPrefix': '*',
                    'destinationPortRanges': ['22']}}]}}
                """);
        listeners.open(NODE, 22, 1);
        listeners.open(NODE, 80, 1);
        PrivateNetwork network = network(azure);

        assertThat(network.judge(new Flow("10.0.0.4", NODE, 22)).allowed()).isTrue();
        assertThat(network.judge(new Flow("10.0.0.4", NODE, 80)).reason()).contains("deny-all");
    }

    @Test
    void aSecurityRuleOfIpv6CoversNoMachine() {
        FakeResources azure = oneMachine(", 'networkSecurityGroup': {'id': '/nsg'}", "");
        azure.put("/nsg", "Microsoft.Network/networkSecurityGroups", """
                {'properties': {'securityRules': [
                  {'name': 'six', 'properties': {'priority': 100, 'direction': 'Inbound', 'access': 'Deny',
                    'protocol': '*', 'sourceAddressPrefix': '2001:db8::/32', 'destinationAddressPrefix': '*',
                    'destinationPortRange': '*'}},
                  {'name': 'all', 'properties': {'priority': 200, 'direction': 'Inbound', 'access': 'Allow',
                    'protocol': '*', 'sourceAddressPrefix': '10.0.0.0/24', 'destinationAddressPrefix': '*',
                    'destinationPortRange': '*'}}]}}
                """);
        listeners.open(NODE, 22, 1);

        assertThat(network(azure).judge(new Flow("10.0.0.4", NODE, 22)).allowed())
                .isTrue();
    }

    @Test
    void aFrontendLeadsToAHealthyMachineButNeverBackToTheCaller() {
        FakeResources azure = oneMachine("", DemoAzure.inPool());
        DemoAzure.machine(azure, "worker", OTHER, "");
        DemoAzure.internalBalancer(azure);
        PrivateNetwork network = network(azure);
        Flow fromWorker = new Flow(OTHER, DemoAzure.FRONTEND_ADDRESS, 6443);

        assertThat(network.judge(fromWorker).reason()).contains("no healthy machine");

        listeners.open(NODE, 6443, 7);

        assertThat(network.judge(fromWorker).address()).isEqualTo(NODE);
        assertThat(network.judge(new Flow(NODE, DemoAzure.FRONTEND_ADDRESS, 6443))
                        .reason())
                .contains("cannot loop back");
    }

    private Kind wayOut(FakeResources azure) {
        return network(azure).wayOut(NODE).kind();
    }

    private PrivateNetwork network(FakeResources azure) {
        return new PrivateNetwork(azure, new Hub(DemoAzure.HUB, VAULT, 8200, "10.0.0.4"), listeners, clock);
    }

    private static FakeResources oneMachine(String subnet, String pools) {
        FakeResources azure = DemoAzure.peered(subnet);
        DemoAzure.machine(azure, "node", NODE, pools);
        return azure;
    }
}
