// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Timing;

/** An outbound rule: a pool's way out through public frontends, a multiple of eight ports for each member. */
final class OutboundRules extends Part {

    private static final String FRONTENDS = "frontendIPConfigurations";

    OutboundRules() {
        super(
                "outboundRules",
                Timing.IMMEDIATE,
                new Shape()
                        .required("protocol", "backendAddressPool", FRONTENDS)
                        .choice("protocol", "Tcp", "Udp", "All")
                        .number("allocatedOutboundPorts", 0, 64_000)
                        .byDefault("allocatedOutboundPorts", 0)
                        .number("idleTimeoutInMinutes", 4, 100)
                        .byDefault("idleTimeoutInMinutes", 4)
                        .byDefault("enableTcpReset", false));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }

    @Override
    protected void check(PartWrite rule) {
        if (rule.properties().path(FRONTENDS).isEmpty()) {
            throw Malformed.missing(FRONTENDS, rule.id());
        }
        for (JsonNode frontend : rule.properties().path(FRONTENDS)) {
            requirePublic(rule, frontend.path("id").asText());
        }
        int ports = rule.properties().path("allocatedOutboundPorts").asInt();
        if (ports % 8 != 0) {
            throw ArmError.badRequest(
                    "OutboundRuleAllocatedPortsNotMultipleOfEight",
                    "Outbound rule " + rule.id() + " allocates " + ports + " ports; it must be a multiple of 8.");
        }
        for (ObjectNode other : Parts.of(rule.whole().body(), LoadBalancingRules.COLLECTION)) {
            requireNoSnat(rule, other);
        }
    }

    private static void requirePublic(PartWrite rule, String frontend) {
        boolean isPrivate = Parts.of(rule.whole().body(), Frontends.COLLECTION).stream()
                .filter(one -> ResourceId.key(one.path("id").asText()).equals(ResourceId.key(frontend)))
                .anyMatch(one -> one.path("properties").has("subnet"));
        if (isPrivate) {
            throw ArmError.badRequest(
                    "OutboundRuleCannotBeUsedWithPrivateFrontend",
                    "Outbound rule " + rule.id() + " references frontend IP configuration " + frontend
                            + ", which has no public IP address.");
        }
    }

    private static void requireNoSnat(PartWrite rule, ObjectNode other) {
        JsonNode properties = other.path("properties");
        boolean sameWay = properties
                .path("backendAddressPool")
                .path("id")
                .asText()
                .equalsIgnoreCase(rule.reference("backendAddressPool"));
        boolean sameFrontend = false;
        for (JsonNode frontend : rule.properties().path(FRONTENDS)) {
            sameFrontend |= frontend.path("id")
                    .asText()
                    .equalsIgnoreCase(properties
                            .path("frontendIPConfiguration")
                            .path("id")
                            .asText());
        }
        if (sameWay && sameFrontend && !properties.path("disableOutboundSnat").asBoolean()) {
            throw ArmError.badRequest(
                    "LoadBalancingRuleMustDisableSNATSinceSameFrontendIPConfigurationIsReferencedByOutboundRule",
                    "Load balancing rule " + other.path("id").asText()
                            + " must have disableOutboundSnat, since outbound rule " + rule.id()
                            + " references the same frontend IP configuration.");
        }
    }
}
