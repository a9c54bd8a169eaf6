// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import com.azure.json.JsonSerializable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.plan.AzureResource;
import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateLoadBalancer.Frontend;
import io.cloister.plan.step.CreateLoadBalancer.Rule;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.cloister.plan.step.Machine;
import io.cloister.plan.step.NodeConfig;
import io.cloister.request.ClusterRequest.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Steps of a cluster called demo, in the group rg of the subscription sub. */
public final class Samples {

    public static final Ownership OWNERSHIP = new Ownership("demo", "plan-1");
    public static final String OURS = "\"tags\":{\"cloister-plan\":\"plan-1\"}";
    public static final ResourceId SUBNET =
            id("Microsoft.Network/virtualNetworks", "demo").child("subnets", "workers");

    private Samples() {}

    public static ResourceId id(String type, String name) {
        return ResourceId.inGroup("sub", "rg", type, name);
    }

    public static AzureResource resource(String type, String name) {
        return new AzureResource(id(type, name), "westeurope", OWNERSHIP.tags());
    }

    public static CreateNetworkSecurityGroup securityGroup() {
        return new CreateNetworkSecurityGroup(
                resource("Microsoft.Network/networkSecurityGroups", "demo"),
                List.of(new CreateNetworkSecurityGroup.SecurityRule(
                        "api", 100, "Inbound", "Allow", "Tcp", "10.0.0.0/16", "*", "6443")));
    }

    public static CreateVirtualNetwork network() {
        ResourceId group = id("Microsoft.Network/networkSecurityGroups", "demo");
        return new CreateVirtualNetwork(
                resource("Microsoft.Network/virtualNetworks", "demo"),
                "10.20.0.0/16",
                List.of(
                        new CreateVirtualNetwork.Subnet("workers", "10.20.2.0/24", group, Optional.empty(), false),
                        new CreateVirtualNetwork.Subnet("proxy", "10.20.3.0/24", group, Optional.empty(), true)));
    }

    public static CreateLoadBalancer apiBalancer() {
        return balancer("demo-api", Optional.of(new Rule("api", 6443)));
    }

    public static CreateLoadBalancer servicesBalancer() {
        return balancer("demo-internal", Optional.empty());
    }

    private static CreateLoadBalancer balancer(String name, Optional<Rule> rule) {
        Frontend frontend = new Frontend(
                "frontend", Optional.of(SUBNET), Optional.of("10.20.2.250"), Optional.empty(), List.of("1", "2", "3"));
        return new CreateLoadBalancer(resource("Microsoft.Network/loadBalancers", name), frontend, "demo", rule, false);
    }

    public static CreateScaleSet scaleSet() {
        return new CreateScaleSet(
                resource("Microsoft.Compute/virtualMachineScaleSets", "demo-workers"),
                machine("Standard_D4s_v5"),
                3,
                List.of("1", "2", "3"),
                SUBNET,
                List.of(servicesBalancer().poolId()));
    }

    public static CreateVirtualMachine proxy() {
        return new CreateVirtualMachine(
                resource("Microsoft.Compute/virtualMachines", "demo-proxy"),
                id("Microsoft.Network/networkInterfaces", "demo-proxy"),
                machine("Standard_B2s"));
    }

    private static Machine machine(String size) {
        return new Machine(
                size,
                new Image("Canonical", "ubuntu-24_04-lts", "server", "latest"),
                64,
                id("Microsoft.ManagedIdentity/userAssignedIdentities", "demo-worker"),
                new NodeConfig(
                        "demo", "worker", "workers", "https://10.0.0.10:8200", "jwt", "role", "aud", "secret/data/x"));
    }

    public static JsonNode json(JsonSerializable<?> body) {
        try {
            return new ObjectMapper().readTree(body.toJsonString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
