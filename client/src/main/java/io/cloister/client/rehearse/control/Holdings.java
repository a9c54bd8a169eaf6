// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that the sandbox holds at a moment, by name: resources with their children and peerings, role assignments,
 * Vault paths.
 */
public record Holdings(Set<String> names) {

    public Holdings {
        names = Set.copyOf(names);
    }

    /** Every {@code id} in the answer, however deep, and every name in its lists. */
    public static Holdings of(JsonNode answer) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        collect(answer, names);
        return new Holdings(names);
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.path("id").isTextual()) {
            names.add(node.path("id").textValue());
        }
        for (JsonNode child : node) {
            if (node.isArray() && child.isTextual()) {
                names.add(child.textValue());
            }
            collect(child, names);
        }
    }

    public Holdings and(List<String> more) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(names);
        all.addAll(more);
        return new Holdings(all);
    }

    /** What is more than before, and what is less. */
    public List<String> differenceFrom(Holdings before) {
        List<String> lines = new ArrayList<>();
        minus(this, before).forEach(name -> lines.add(name + ": still there"));
        minus(before, this).forEach(name -> lines.add(name + ": was there before the run, and is gone"));
        return lines;
    }

    private static Set<String> minus(Holdings these, Holdings those) {
        Set<String> rest = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        rest.addAll(these.names);
        those.names.forEach(rest::remove);
        return rest;
    }
}
