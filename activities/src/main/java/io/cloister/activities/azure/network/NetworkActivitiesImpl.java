// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.azure.arm.Changes;
import io.cloister.activities.azure.arm.ExistingResource;
import io.cloister.activity.NetworkActivities;
import io.cloister.activity.Operation;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateNetworkInterface;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.CreatePublicIp;
import io.cloister.plan.step.CreateRouteTable;
import io.cloister.plan.step.CreateVirtualNetwork;

/** Network resources through the generated client: which call for which step. */
public final class NetworkActivitiesImpl implements NetworkActivities {

    private final AzureSession session;
    private final Changes changes;

    public NetworkActivitiesImpl(AzureSession session) {
        this.session = session;
        this.changes = new Changes(session.arm());
    }

    @Override
    public Operation createNetworkSecurityGroup(CreateNetworkSecurityGroup step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                () -> client(id)
                        .getNetworkSecurityGroups()
                        .createOrUpdateWithResponseAsync(
                                id.resourceGroup(), id.name(), SecurityGroupParameters.of(step)));
    }

    @Override
    public Operation deleteNetworkSecurityGroup(CreateNetworkSecurityGroup step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getNetworkSecurityGroups().deleteWithResponseAsync(id.resourceGroup(), id.name()));
    }

    @Override
    public Operation createRouteTable(CreateRouteTable step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                () -> client(id)
                        .getRouteTables()
                        .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), RouteTableParameters.of(step)));
    }

    @Override
    public Operation deleteRouteTable(CreateRouteTable step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getRouteTables().deleteWithResponseAsync(id.resourceGroup(), id.name()));
    }

    @Override
    public Operation createVirtualNetwork(CreateVirtualNetwork step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                () -> client(id)
                        .getVirtualNetworks()
                        .createOrUpdateWithResponseAsync(
                                id.resourceGroup(), id.name(), VirtualNetworkParameters.of(step)));
    }

    @Override
    public Operation deleteVirtualNetwork(CreateVirtualNetwork step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getVirtualNetworks().deleteWithResponseAsync(id.resourceGroup(), id.name()));
    }

    @Override
    public Operation createPeering(CreatePeering step) {
        ResourceId id = step.peering();
        return changes.create(
                id,
                existing -> leadsTo(step.remoteNetwork(), existing),
                () -> client(id)
                        .getVirtualNetworkPeerings()
                        .createOrUpdateWithResponseAsync(
                                id.resourceGroup(), id.parentName(), id.name(), PeeringParameters.of(step), null));
    }

    /** Its name holds the plan's id, so what has this name and leads where ours does is ours. */
    @Override
    public Operation deletePeering(CreatePeering step) {
        ResourceId id = step.peering();
        return changes.delete(
                id,
                existing -> leadsTo(step.remoteNetwork(), existing),
                () -> client(id)
                        .getVirtualNetworkPeerings()
                        .deleteWithResponseAsync(id.resourceGroup(), id.parentName(), id.name()));
    }

    @Override
    public Operation createPublicIp(CreatePublicIp step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                () -> client(id)
                        .getPublicIpAddresses()
                        .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), PublicIpParameters.of(step)));
    }

    @Override
    public Operation deletePublicIp(CreatePublicIp step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getPublicIpAddresses().deleteWithResponseAsync(id.resourceGroup(), id.name()));
    }

    @Override
    public Operation createLoadBalancer(CreateLoadBalancer step) {
        ResourceId id = step.resource().id();
        Changes.Request put = () -> client(id)
                .getLoadBalancers()
                .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), LoadBalancerParameters.of(step));
        // Without a rule it is the Services' balancer, whose rules the cloud controller writes: a second PUT would drop
        // them.
        return step.rule().isPresent()
                ? changes.create(step.resource(), put)
                : changes.createUnlessThere(step.resource(), put);
    }

    @Override
    public Operation deleteLoadBalancer(CreateLoadBalancer step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getLoadBalancers().deleteWithResponseAsync(id.resourceGroup(), id.name()));
    }

    @Override
    public Operation createNetworkInterface(CreateNetworkInterface step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                () -> client(id)
                        .getNetworkInterfaces()
                        .createOrUpdateWithResponseAsync(
                                id.resourceGroup(), id.name(), NetworkInterfaceParameters.of(step)));
    }

    @Override
    public Operation deleteNetworkInterface(CreateNetworkInterface step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getNetworkInterfaces().deleteWithResponseAsync(id.resourceGroup(), id.name()));
    }

    private NetworkManagementClient client(ResourceId id) {
        return session.network(id.subscription());
    }

    private static boolean leadsTo(ResourceId network, ExistingResource peering) {
        return peering.body().at("/properties/remoteVirtualNetwork/id").asText().equalsIgnoreCase(network.value());
    }
}
