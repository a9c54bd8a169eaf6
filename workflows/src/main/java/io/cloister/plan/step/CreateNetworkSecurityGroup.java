// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;
import java.util.List;

/**
 * Creates a network security group with its rules in one PUT. Idempotent: the PUT replaces the rules with the same ones.
 * Undo deletes it, if it carries our tags. Fails on policy, such as one against management ports open to the internet.
 */
public record CreateNetworkSecurityGroup(AzureResource resource, List<SecurityRule> rules) implements Step {

    public CreateNetworkSecurityGroup {
        rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.networkSecurityGroup(this);
    }

    /**
     * @param priority 100 to 4096, lower wins
     * @param direction {@code Inbound} or {@code Outbound}
     * @param access {@code Allow} or {@code Deny}
     * @param protocol {@code Tcp}, {@code Udp} or {@code *}
     * @param source CIDR or service tag
     */
    public record SecurityRule(
            String name,
            int priority,
            String direction,
            String access,
            String protocol,
            String source,
            String destination,
            String destinationPort) {}
}
