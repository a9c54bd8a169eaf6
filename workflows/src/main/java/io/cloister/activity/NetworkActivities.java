// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateNetworkInterface;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.CreatePublicIp;
import io.cloister.plan.step.CreateRouteTable;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.temporal.activity.ActivityInterface;

/** Network resources: each creation begins with one PUT, each deletion removes only what is ours. */
@ActivityInterface
public interface NetworkActivities {
    Operation createNetworkSecurityGroup(CreateNetworkSecurityGroup step);

    Operation deleteNetworkSecurityGroup(CreateNetworkSecurityGroup step);

    Operation createRouteTable(CreateRouteTable step);

    Operation deleteRouteTable(CreateRouteTable step);

    Operation createVirtualNetwork(CreateVirtualNetwork step);

    Operation deleteVirtualNetwork(CreateVirtualNetwork step);

    Operation createPeering(CreatePeering step);

    Operation deletePeering(CreatePeering step);

    Operation createPublicIp(CreatePublicIp step);

    Operation deletePublicIp(CreatePublicIp step);

    Operation createLoadBalancer(CreateLoadBalancer step);

    Operation deleteLoadBalancer(CreateLoadBalancer step);

    Operation createNetworkInterface(CreateNetworkInterface step);

    Operation deleteNetworkInterface(CreateNetworkInterface step);
}
