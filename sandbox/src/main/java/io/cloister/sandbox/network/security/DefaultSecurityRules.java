// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The rules that Azure has in every security group. Source: Azure docs, "Network security groups overview". */
final class DefaultSecurityRules {

    private record Rule(String name, String access, String direction, int priority, String from, String to) {}

    private static final String TAG = "VirtualNetwork";
    private static final List<Rule> ALL = List.of(
            new Rule("AllowVnetInBound", "Allow", "Inbound", 65_000, TAG, TAG),
            new Rule("AllowAzureLoadBalancerInBound", "Allow", "Inbound", 65_001, "AzureLoadBalancer", "*"),
            new Rule("DenyAllInBound", "Deny", "Inbound", 65_500, "*", "*"),
            new Rule("AllowVnetOutBound", "Allow", "Outbound", 65_000, TAG, TAG),
            new Rule("AllowInternetOutBound", "Allow", "Outbound", 65_001, "*", "Internet"),
            new Rule("DenyAllOutBound", "Deny", "Outbound", 65_500, "*", "*"));

    private DefaultSecurityRules() {}

    static ArrayNode of(JsonNode group) {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        ALL.forEach(rule -> rules.add(shown(rule, group)));
        return rules;
    }

    private static ObjectNode shown(Rule rule, JsonNode group) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("name", rule.name)
                .put("id", group.path("id").asText() + "/defaultSecurityRules/" + rule.name)
                .put("type", "Microsoft.Network/networkSecurityGroups/defaultSecurityRules");
        shown.set("etag", group.path("etag"));
        ObjectNode properties = shown.putObject("properties");
        properties
                .put("provisioningState", "Succeeded")
                .put("protocol", "*")
                .put("sourcePortRange", "*")
                .put("destinationPortRange", "*")
                .put("sourceAddressPrefix", rule.from)
                .put("destinationAddressPrefix", rule.to)
                .put("access", rule.access)
                .put("priority", rule.priority)
                .put("direction", rule.direction);
        for (String list : List.of(
                "sourcePortRanges", "destinationPortRanges", "sourceAddressPrefixes", "destinationAddressPrefixes")) {
            properties.putArray(list);
        }
        return shown;
    }
}
