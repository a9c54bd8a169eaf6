// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

/** A hub and a cluster's network with a machine or two, as the tests of several parts need them. */
public final class DemoAzure {

    public static final String GROUP = "/subscriptions/s/resourceGroups/rg";
    public static final String HUB = GROUP + "/providers/Microsoft.Network/virtualNetworks/hub";
    public static final String VNET = GROUP + "/providers/Microsoft.Network/virtualNetworks/demo";
    public static final String NODES = VNET + "/subnets/nodes";
    public static final String BALANCER = GROUP + "/providers/Microsoft.Network/loadBalancers/demo-api";
    public static final String POOL = BALANCER + "/backendAddressPools/control-plane";
    public static final String FRONTEND_ADDRESS = "10.20.1.250";

    private DemoAzure() {}

    /** @param subnet more properties of the nodes' subnet, each preceded by a comma */
    public static FakeResources peered(String subnet) {
        FakeResources azure = new FakeResources();
        network(azure, HUB, "10.0.0.0/16", "shared", "10.0.0.0/24", "");
        network(azure, VNET, "10.20.0.0/16", "nodes", "10.20.1.0/24", subnet);
        peer(azure, HUB, VNET);
        peer(azure, VNET, HUB);
        return azure;
    }

    public static void machine(FakeResources azure, String name, String address, String pools) {
        String id = machineId(name);
        azure.put(id, "Microsoft.Compute/virtualMachines", "{'properties': {}}");
        nic(azure, name, id, address, pools);
    }

    public static void nic(FakeResources azure, String name, String machine, String address, String pools) {
        azure.put(
                GROUP + "/providers/Microsoft.Network/networkInterfaces/" + name,
                "Microsoft.Network/networkInterfaces",
                """
                {'properties': {'virtualMachine': {'id': '%s'}, 'ipConfigurations': [{'name': 'main', 'properties': {
                  'privateIPAddress': '%s', 'subnet': {'id': '%s'}, 'loadBalancerBackendAddressPools': [%s]}}]}}
                """.formatted(machine, address, NODES, pools));
    }

    public static String machineId(String name) {
        return GROUP + "/providers/Microsoft.Compute/virtualMachines/" + name;
    }

    public static String inPool() {
        return "{'id': '" + POOL + "'}";
    }

    public static void internalBalancer(FakeResources azure) {
        azure.put(BALANCER, "Microsoft.Network/loadBalancers", """
                {'properties': {
                  'frontendIPConfigurations': [{'id': '%1$s/frontendIPConfigurations/api', 'name': 'api', 'properties': {
                    'privateIPAddress': '%2$s', 'subnet': {'id': '%3$s'}}}],
                  'backendAddressPools': [{'id': '%4$s', 'name': 'control-plane'}],
                  'loadBalancingRules': [{'name': 'api', 'properties': {'frontendPort': 6443, 'backendPort': 6443,
                    'frontendIPConfiguration': {'id': '%1$s/frontendIPConfigurations/api'},
                    'backendAddressPool': {'id': '%4$s'}}}]}}
                """.formatted(BALANCER, FRONTEND_ADDRESS, NODES, POOL));
    }

    public static String peeringId(String from) {
        return from + "/virtualNetworkPeerings/peer";
    }

    private static void peer(FakeResources azure, String from, String to) {
        azure.put(
                peeringId(from),
                "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
                "{'properties': {'peeringState': 'Connected', 'remoteVirtualNetwork': {'id': '" + to + "'}}}");
    }

    private static void network(
            FakeResources azure, String id, String cidr, String subnet, String range, String subnetProperties) {
        azure.put(id, "Microsoft.Network/virtualNetworks", """
                {'properties': {'addressSpace': {'addressPrefixes': ['%s']}, 'subnets': [
                  {'id': '%s/subnets/%s', 'name': '%s', 'properties': {'addressPrefix': '%s'%s}}]}}
                """.formatted(
                        cidr, id, subnet, subnet, range, subnetProperties));
    }
}
