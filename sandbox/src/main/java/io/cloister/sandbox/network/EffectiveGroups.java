// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The security groups that an interface's traffic passes, its subnet's and its own, with all their rules. */
final class EffectiveGroups {

    private final Store store;
    private final UnaryOperator<ObjectNode> shown;

    /** @param shown a security group as an answer shows it, with its default rules */
    EffectiveGroups(Store store, UnaryOperator<ObjectNode> shown) {
        this.store = store;
        this.shown = shown;
    }

    List<ObjectNode> of(ObjectNode nic) {
        List<ObjectNode> groups = new ArrayList<>();
        String subnet =
                nic.at("/properties/ipConfigurations/0/properties/subnet/id").asText();
        store.get(subnet).ifPresent(found -> add(found, "subnet", groups));
        add(nic, "networkInterface", groups);
        return groups;
    }

    private void add(ObjectNode holder, String association, List<ObjectNode> groups) {
        store.get(holder.at("/properties/networkSecurityGroup/id").asText()).ifPresent(group -> {
            ObjectNode effective = JsonNodeFactory.instance.objectNode();
            effective
                    .putObject("networkSecurityGroup")
                    .put("id", group.path("id").asText());
            effective
                    .putObject("association")
                    .putObject(association)
                    .put("id", holder.path("id").asText());
            ArrayNode rules = effective.putArray("effectiveSecurityRules");
            JsonNode properties = shown.apply(group).path("properties");
            properties.path("securityRules").forEach(rule -> rules.add(rule(rule, "securityRules")));
            properties.path("defaultSecurityRules").forEach(rule -> rules.add(rule(rule, "defaultSecurityRules")));
            groups.add(effective);
        });
    }

    private static ObjectNode rule(JsonNode rule, String collection) {
        ObjectNode effective = rule.path("properties").deepCopy();
        effective.remove("provisioningState");
        return effective.put("name", collection + "/" + rule.path("name").asText());
    }
}
