// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Timing;

/** A load balancing rule: from a frontend's port to a pool's. Protocol All means every port, and is for private frontends. */
final class LoadBalancingRules extends Part {

    static final String COLLECTION = "loadBalancingRules";

    private static final String POOL = "backendAddressPool";
    private static final String POOLS = "backendAddressPools";

    LoadBalancingRules() {
        super(
                COLLECTION,
                Timing.IMMEDIATE,
                new Shape()
                        .required("protocol", "frontendPort", "frontendIPConfiguration")
                        .choice("protocol", "Udp", "Tcp", "All")
                        .number("frontendPort", 0, 65_534)
                        .byDefault("backendPort", 0)
                        .number("backendPort", 0, 65_535)
                        .choice("loadDistribution", "Default", "SourceIP", "SourceIPProtocol")
                        .byDefault("loadDistribution", "Default")
                        .number("idleTimeoutInMinutes", 4, 100)
                        .byDefault("idleTimeoutInMinutes", 4)
                        .byDefault("enableFloatingIP", false)
                        .byDefault("enableTcpReset", false)
                        .byDefault("disableOutboundSnat", false));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }

    @Override
    protected void check(PartWrite rule) {
        ObjectNode properties = rule.properties();
        boolean all = properties.path("protocol").asText().equals("All");
        boolean anyPort = properties.path("frontendPort").asInt() == 0;
        if (all != anyPort || (anyPort && properties.path("backendPort").asInt() != 0)) {
            throw ArmError.badRequest(
                    "LoadBalancingRuleHighAvailabilityPortsMismatch",
                    "Load balancing rule " + rule.id()
                            + " for high availability ports has protocol All and both ports 0; any other has neither.");
        }
        if (properties.path("backendPort").asInt() == 0 && !anyPort) {
            properties.put("backendPort", properties.path("frontendPort").asInt());
        }
        settlePools(rule);
    }

    /** A single pool stands in both of its properties, since clients read the one or the other. */
    private static void settlePools(PartWrite rule) {
        ObjectNode properties = rule.properties();
        String one = rule.reference(POOL);
        if (properties.path(POOLS).isEmpty() && !one.isEmpty()) {
            properties.putArray(POOLS).addObject().put("id", one);
        } else if (properties.path(POOLS).size() == 1) {
            String listed = properties.path(POOLS).path(0).path("id").asText();
            boolean oneIsNew = rule.before()
                    .map(before -> !before.path("properties")
                            .path(POOL)
                            .path("id")
                            .asText()
                            .equalsIgnoreCase(one))
                    .orElse(false);
            String counts = oneIsNew && !one.isEmpty() ? one : listed;
            properties.putObject(POOL).put("id", counts);
            properties.putArray(POOLS).addObject().put("id", counts);
        }
    }
}
