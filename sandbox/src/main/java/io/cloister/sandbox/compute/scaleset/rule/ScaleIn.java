// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which members go when a scale set shrinks: never a protected one; those of the fullest zone first; there the newest, or
 * the oldest where the policy says so.
 *
 * <p>Source: Azure docs, "Use custom scale-in policies with Azure Virtual Machine Scale Sets".
 */
public record ScaleIn(ObjectNode scaleSet) {

    /** @param members the oldest first */
    public List<ObjectNode> surplus(List<ObjectNode> members, int capacity) {
        List<ObjectNode> left = new ArrayList<>(members);
        List<ObjectNode> surplus = new ArrayList<>();
        while (left.size() > capacity) {
            List<ObjectNode> candidates =
                    left.stream().filter(member -> !isProtected(member)).toList();
            if (candidates.isEmpty()) {
                break;
            }
            ObjectNode next = next(left, candidates);
            left.remove(next);
            surplus.add(next);
        }
        return surplus;
    }

    private ObjectNode next(List<ObjectNode> left, List<ObjectNode> candidates) {
        Map<String, Long> population =
                left.stream().collect(Collectors.groupingBy(ScaleIn::zone, Collectors.counting()));
        long most = candidates.stream()
                .mapToLong(member -> population.get(zone(member)))
                .max()
                .orElseThrow();
        Comparator<ObjectNode> age = Comparator.comparing(candidates::indexOf);
        return candidates.stream()
                .filter(member -> population.get(zone(member)) == most)
                .max(oldestFirst() ? age.reversed() : age)
                .orElseThrow();
    }

    private boolean oldestFirst() {
        JsonNode rules = scaleSet.at("/properties/scaleInPolicy/rules");
        return rules.path(0).asText().equalsIgnoreCase("OldestVM");
    }

    private static boolean isProtected(ObjectNode member) {
        return member.at("/properties/protectionPolicy/protectFromScaleIn").asBoolean(false);
    }

    private static String zone(ObjectNode member) {
        return member.path("zones").path(0).asText();
    }
}
