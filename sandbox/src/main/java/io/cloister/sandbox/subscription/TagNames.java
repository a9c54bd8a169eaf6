// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** The names of tags in one subscription, without regard to case. What is predefined is kept with the subscription itself. */
final class TagNames {

    private final Store store;
    private final ResourceId subscription;

    TagNames(Store store, ResourceId subscription) {
        this.store = store;
        this.subscription = subscription;
    }

    /** Those in use and those that are predefined, by name. */
    List<ObjectNode> all() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(used().keySet());
        names.addAll(texts(predefined().fieldNames()));
        return names.stream().map(this::shown).toList();
    }

    ObjectNode shown(String name) {
        Map<String, Integer> used = used().getOrDefault(name, new TreeMap<>());
        TreeSet<String> values = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        values.addAll(used.keySet());
        values.addAll(values(name));
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("id", subscription + "/tagNames/" + name).put("tagName", name);
        count(shown, used.values().stream().mapToInt(Integer::intValue).sum());
        ArrayNode all = shown.putArray("values");
        values.forEach(value -> all.add(shown(name, value)));
        return shown;
    }

    ObjectNode shown(String name, String value) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("id", subscription + "/tagNames/" + name + "/tagValues/" + value)
                .put("tagValue", value);
        count(shown, used().getOrDefault(name, new TreeMap<>()).getOrDefault(value, 0));
        return shown;
    }

    boolean isUsed(String name) {
        return used().containsKey(name);
    }

    boolean isUsed(String name, String value) {
        return used().getOrDefault(name, new TreeMap<>()).containsKey(value);
    }

    boolean isPredefined(String name) {
        return known(name).isPresent();
    }

    /** The predefined ones. */
    List<String> values(String name) {
        return known(name)
                .map(known -> StreamSupport.stream(predefined().path(known).spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .orElse(List.of());
    }

    /** Whether it was not there. */
    boolean predefine(String name) {
        if (isPredefined(name)) {
            return false;
        }
        predefined().putArray(name);
        keep();
        return true;
    }

    /** The same for a value of a predefined name. */
    boolean predefine(String name, String value) {
        if (values(name).stream().anyMatch(value::equalsIgnoreCase)) {
            return false;
        }
        predefined().withArray(known(name).orElse(name)).add(value);
        keep();
        return true;
    }

    /** Whether it was there. */
    boolean forget(String name) {
        Optional<String> known = known(name);
        known.ifPresent(predefined()::remove);
        keep();
        return known.isPresent();
    }

    boolean forget(String name, String value) {
        List<String> before = values(name);
        List<String> after =
                before.stream().filter(one -> !one.equalsIgnoreCase(value)).toList();
        ArrayNode values = predefined().putArray(known(name).orElse(name));
        after.forEach(values::add);
        keep();
        return after.size() < before.size();
    }

    private Optional<String> known(String name) {
        return texts(predefined().fieldNames()).stream()
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    private ObjectNode predefined() {
        return store.get(subscription).orElseThrow().withObject("/tagNames");
    }

    private void keep() {
        store.put(subscription, store.get(subscription).orElseThrow());
    }

    /** How often each value of each name is in use: on resources, groups and the subscription. */
    private Map<String, Map<String, Integer>> used() {
        Map<String, Map<String, Integer>> used = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        store.under(subscription.toString())
                .flatMap(resource -> resource.path("tags").properties().stream())
                .forEach(tag -> used.computeIfAbsent(tag.getKey(), name -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                        .merge(tag.getValue().asText(), 1, Integer::sum));
        return used;
    }

    private static void count(ObjectNode shown, int value) {
        shown.putObject("count").put("type", "Total").put("value", value);
    }

    private static List<String> texts(Iterator<String> texts) {
        TreeSet<String> all = new TreeSet<>();
        texts.forEachRemaining(all::add);
        return List.copyOf(all);
    }
}
