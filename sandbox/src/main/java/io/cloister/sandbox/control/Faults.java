// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that are set; the first that matches a request hits it. */
public final class Faults {

    private final List<FaultRule> rules = new ArrayList<>();
    private final Map<String, Integer> hits = new HashMap<>();

    /** Adds a rule, in place of one with the same id. */
    public synchronized void add(FaultRule rule) {
        rules.removeIf(other -> other.id().equals(rule.id()));
        hits.remove(rule.id());
        rules.add(rule);
    }

    public synchronized void clear() {
        rules.clear();
        hits.clear();
    }

    public synchronized List<FaultRule> list() {
        return List.copyOf(rules);
    }

    public synchronized Optional<FaultRule> hit(String method, String path) {
        for (FaultRule rule : rules) {
            int soFar = hits.getOrDefault(rule.id(), 0);
            if (rule.hits(method, path) && (rule.times() == null || soFar < rule.times())) {
                hits.put(rule.id(), soFar + 1);
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
