// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.webhook.rules.Rule;
import io.cloister.webhook.selector.ServiceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which annotations of a Service change. When two rules want the same key, one that overwrites beats one that does not,
 * then the later one wins: the answer to its own answer is always "nothing to do".
 */
public final class Decider {

    private Decider() {}

    public static List<Change> decide(List<Rule> rules, String namespace, JsonNode service) {
        JsonNode metadata = service.path("metadata");
        // On its way out: a changed annotation could hide its address from the cloud controller's clean-up.
        if ("kube-system".equals(namespace) || metadata.hasNonNull("deletionTimestamp")) {
            return List.of();
        }
        ServiceType type = ServiceType.of(service.path("spec").path("type").asText("ClusterIP"))
                .orElse(ServiceType.CLUSTER_IP);
        Map<String, String> labels = strings(metadata.path("labels"));
        Map<String, Rule> winners = new TreeMap<>();
        rules.stream()
                .filter(rule -> rule.matches(namespace, type, labels))
                .forEach(rule -> rule.annotations()
                        .keySet()
                        .forEach(key -> winners.merge(
                                key, rule, (old, later) -> old.overwrite() && !later.overwrite() ? old : later)));
        Map<String, String> present = strings(metadata.path("annotations"));
        List<Change> changes = new ArrayList<>();
        winners.forEach((key, rule) -> {
            String value = rule.annotations().get(key);
            if (!present.containsKey(key)) {
                changes.add(new Change.Added(rule.name(), key, value));
            } else if (!value.equals(present.get(key))) {
                changes.add(
                        rule.overwrite()
                                ? new Change.Overwritten(rule.name(), key, value)
                                : new Change.Kept(rule.name(), key, value));
            }
        });
        return changes;
    }

    private static Map<String, String> strings(JsonNode map) {
        Map<String, String> strings = new HashMap<>();
        map.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }
}
