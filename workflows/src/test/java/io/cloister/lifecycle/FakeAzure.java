// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.activity.ComputeActivities;
import io.cloister.activity.IdentityActivities;
import io.cloister.activity.NetworkActivities;
import io.cloister.activity.Operation;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.AssignRole;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateManagedIdentity;
import io.cloister.plan.step.CreateNetworkInterface;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.CreatePublicIp;
import io.cloister.plan.step.CreateRouteTable;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import io.cloister.plan.step.CreateVirtualNetwork;

/** Azure as the workflows see it: every kind of resource is made and taken away in the same way. */
abstract class FakeAzure implements NetworkActivities, ComputeActivities, IdentityActivities {

    abstract Operation create(ResourceId id);

    abstract Operation delete(ResourceId id);

    @Override
    public Operation createNetworkSecurityGroup(CreateNetworkSecurityGroup step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteNetworkSecurityGroup(CreateNetworkSecurityGroup step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createRouteTable(CreateRouteTable step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteRouteTable(CreateRouteTable step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createVirtualNetwork(CreateVirtualNetwork step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteVirtualNetwork(CreateVirtualNetwork step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createPeering(CreatePeering step) {
        return create(step.peering());
    }

    @Override
    public Operation deletePeering(CreatePeering step) {
        return delete(step.peering());
    }

    @Override
    public Operation createPublicIp(CreatePublicIp step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deletePublicIp(CreatePublicIp step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createLoadBalancer(CreateLoadBalancer step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteLoadBalancer(CreateLoadBalancer step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createNetworkInterface(CreateNetworkInterface step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteNetworkInterface(CreateNetworkInterface step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createVirtualMachine(CreateVirtualMachine step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteVirtualMachine(CreateVirtualMachine step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createScaleSet(CreateScaleSet step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteScaleSet(CreateScaleSet step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createManagedIdentity(CreateManagedIdentity step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteManagedIdentity(CreateManagedIdentity step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation assignRole(AssignRole step) {
        return create(step.assignment());
    }

    @Override
    public Operation removeRoleAssignment(AssignRole step) {
        return delete(step.assignment());
    }
}
