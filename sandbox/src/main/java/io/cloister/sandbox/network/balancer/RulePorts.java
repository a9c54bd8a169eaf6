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

/** No two rules of one balancer take the same port of a frontend, nor, without floating IP, lead to the same one of a pool. */
final class RulePorts {

    private static final String FRONTEND = "frontend";

    private RulePorts() {}

    static void requireApart(Write balancer) {
        Map<String, String> frontends = new HashMap<>();
        Map<String, String> backends = new HashMap<>();
        for (String collection : List.of(LoadBalancingRules.COLLECTION, InboundNatRules.COLLECTION)) {
            for (ObjectNode rule : Parts.of(balancer.body(), collection)) {
                if (rule.path("properties").has("frontendPort")) {
                    claim(frontends, rule, place(rule, "frontendIPConfiguration", "frontendPort"), FRONTEND);
                }
            }
        }
        for (ObjectNode rule : Parts.of(balancer.body(), LoadBalancingRules.COLLECTION)) {
            JsonNode properties = rule.path("properties");
            if (!properties.path("enableFloatingIP").asBoolean() && properties.has("backendAddressPool")) {
                claim(backends, rule, place(rule, "backendAddressPool", "backendPort"), "backend");
            }
        }
    }

    private static void claim(Map<String, String> taken, ObjectNode rule, String place, String side) {
        String id = rule.path("id").asText();
        String other = taken.put(place, id);
        if (other != null) {
            throw ArmError.badRequest(
                    side.equals(FRONTEND)
                            ? "RulesUseSameFrontendPortProtocolAndIPConfig"
                            : "RulesUseSameBackendPortProtocolAndPool",
                    "Load balancing rules " + other + " and " + id + " belong to same load balancer and use the same "
                            + side + " port and protocol with the same " + side + ".");
        }
    }

    private static String place(JsonNode rule, String target, String port) {
        JsonNode properties = rule.path("properties");
        return ResourceId.key(properties.path(target).path("id").asText()) + " "
                + properties.path("protocol").asText() + " "
                + properties.path(port).asInt();
    }
}
