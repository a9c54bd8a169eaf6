// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No two rules of one balancer take the same port of a frontend, nor, without floating IP, lead to the same one of a pool.
 *
 * <p>Source of the codes and of the words about pools: azure-docs, issues 94673 and 117762; cloud-provider-azure, issue 521.
 */
final class RulePorts {

    private static final String FRONTEND = "frontendIPConfiguration";
    private static final String POOL = "backendAddressPool";

    private RulePorts() {}

    static void requireApart(Write balancer) {
        Map<String, String> floating = new HashMap<>();
        Map<String, String> frontends = new HashMap<>();
        Map<String, String> backends = new HashMap<>();
        List<ObjectNode> rules = Parts.of(balancer.body(), LoadBalancingRules.COLLECTION);
        for (ObjectNode rule : rules) {
            if (floats(rule) && rule.path("properties").has(POOL)) {
                String place = place(rule, POOL, "backendPort") + " " + ResourceId.key(target(rule, FRONTEND));
                claim(floating, place, rule).ifPresent(other -> {
                    throw sameBackend(other, rule);
                });
            }
        }
        for (String collection : List.of(LoadBalancingRules.COLLECTION, InboundNatRules.COLLECTION)) {
            for (ObjectNode rule : Parts.of(balancer.body(), collection)) {
                if (rule.path("properties").has("frontendPort")) {
                    claim(frontends, place(rule, FRONTEND, "frontendPort"), rule)
                            .ifPresent(other -> {
                                throw sameFrontend(other, rule);
                            });
                }
            }
        }
        for (ObjectNode rule : rules) {
            if (!floats(rule) && rule.path("properties").has(POOL)) {
                claim(backends, place(rule, POOL, "backendPort"), rule).ifPresent(other -> {
                    throw sameBackend(other, rule);
                });
            }
        }
    }

    /** The rule that has the place already. */
    private static Optional<String> claim(Map<String, String> taken, String place, ObjectNode rule) {
        return Optional.ofNullable(taken.put(place, rule.path("id").asText()));
    }

    private static ArmError sameFrontend(String other, ObjectNode rule) {
        return ArmError.badRequest(
                "RulesUseSameFrontendPortProtocolAndIPConfig",
                "Load balancing rules " + other + " and " + rule.path("id").asText()
                        + " belong to same load balancer and use the same frontend port and protocol with the same"
                        + " frontend.");
    }

    private static ArmError sameBackend(String other, ObjectNode rule) {
        boolean floats = floats(rule);
        return ArmError.badRequest(
                floats
                        ? "RulesUseSameBackendPortProtocolAndPoolAndFrontendIPWithFloatingIPEnabled"
                        : "RulesUseSameBackendPortProtocolAndPool",
                "Load balancing rules " + other + " and " + rule.path("id").asText() + " with floating IP "
                        + (floats ? "enabled" : "disabled") + " use the same protocol "
                        + rule.path("properties").path("protocol").asText() + " and backend port "
                        + rule.path("properties").path("backendPort").asInt()
                        + (floats ? " and frontend IP " + target(rule, FRONTEND) : "")
                        + ", and must not be used with the same backend address pool " + target(rule, POOL) + ".");
    }

    private static boolean floats(ObjectNode rule) {
        return rule.path("properties").path("enableFloatingIP").asBoolean();
    }

    private static String target(ObjectNode rule, String target) {
        return rule.path("properties").path(target).path("id").asText();
    }

    private static String place(ObjectNode rule, String target, String port) {
        JsonNode properties = rule.path("properties");
        return ResourceId.key(target(rule, target)) + " "
                + properties.path("protocol").asText() + " "
                + properties.path(port).asInt();
    }
}
