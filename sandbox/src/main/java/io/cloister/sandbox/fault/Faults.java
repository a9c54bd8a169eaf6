// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The faults that are set. A request counts for every rule that matches it, and is hit by the first that is due. */
public final class Faults {

    /** @param hits how many requests it has hit so far */
    public record Listed(FaultRule rule, int hits) {}

    private static final class Tracked {
        private final FaultRule rule;
        private int seen;
        private int hits;

        Tracked(FaultRule rule) {
            this.rule = rule;
        }

        boolean isDueNow() {
            seen++;
            return rule.occurrence().includes(seen, hits);
        }
    }

    private final Map<String, Tracked> rules = new LinkedHashMap<>();
    private final List<Consumer<String>> removals = new CopyOnWriteArrayList<>();

    /** Adds a rule, in place of one with the same id. */
    public void add(FaultRule rule) {
        remove(rule.id());
        synchronized (this) {
            rules.put(rule.id(), new Tracked(rule));
        }
    }

    /** Whether there was such a rule. */
    public boolean remove(String id) {
        boolean removed;
        synchronized (this) {
            removed = rules.remove(id) != null;
        }
        if (removed) {
            removals.forEach(listener -> listener.accept(id));
        }
        return removed;
    }

    public void clear() {
        list().forEach(listed -> remove(listed.rule().id()));
    }

    public synchronized List<Listed> list() {
        return rules.values().stream()
                .map(tracked -> new Listed(tracked.rule, tracked.hits))
                .toList();
    }

    public synchronized Optional<FaultRule> hit(Api api, String method, String path) {
        List<Tracked> due = new ArrayList<>();
        for (Tracked tracked : rules.values()) {
            if (tracked.rule.matches(api, method, path) && tracked.isDueNow()) {
                due.add(tracked);
            }
        }
        due.stream().limit(1).forEach(tracked -> tracked.hits++);
        return due.stream().findFirst().map(tracked -> tracked.rule);
    }

    /** @param listener is told the id of every rule that is taken away */
    public void onRemoval(Consumer<String> listener) {
        removals.add(listener);
    }
}
