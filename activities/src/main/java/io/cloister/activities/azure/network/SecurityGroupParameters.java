// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleDirection;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreateNetworkSecurityGroup.SecurityRule;

/** The body of a network security group. */
public final class SecurityGroupParameters {

    private SecurityGroupParameters() {}

    public static NetworkSecurityGroupInner of(CreateNetworkSecurityGroup step) {
        return new NetworkSecurityGroupInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withSecurityRules(
                        step.rules().stream().map(SecurityGroupParameters::rule).toList());
    }

    private static SecurityRuleInner rule(SecurityRule rule) {
        return new SecurityRuleInner()
                .withName(rule.name())
                .withPriority(rule.priority())
                .withDirection(SecurityRuleDirection.fromString(rule.direction()))
                .withAccess(SecurityRuleAccess.fromString(rule.access()))
                .withProtocol(SecurityRuleProtocol.fromString(rule.protocol()))
                .withSourceAddressPrefix(rule.source())
                .withSourcePortRange("*")
                .withDestinationAddressPrefix(rule.destination())
                .withDestinationPortRange(rule.destinationPort());
    }
}
