// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Arrays and objects, and what strings have in common with them. Source: Azure docs, "Array functions" and "Object functions". */
final class CollectionFunctions {

    private static final int ANY = 128;
    private static final int LONGEST_RANGE = 10_000;

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("array", call -> call.count(1, 1).get(0).isArray() ? call.get(0) : array(call.all())),
            entry("createArray", call -> array(call.all())),
            entry("createObject", CollectionFunctions::createObject),
            entry("concat", CollectionFunctions::concat),
            entry("contains", call -> LogicalFunctions.truth(contains(call.count(2, 2)))),
            entry(
                    "empty",
                    call -> LogicalFunctions.truth(isEmpty(call.count(1, 1).get(0)))),
            entry("length", call -> LongNode.valueOf(length(call.count(1, 1)))),
            entry("first", call -> end(call.count(1, 1), true)),
            entry("last", call -> end(call.count(1, 1), false)),
            entry("indexOf", call -> indexOf(call, false)),
            entry("lastIndexOf", call -> indexOf(call, true)),
            entry("skip", call -> part(call, true)),
            entry("take", call -> part(call, false)),
            entry("range", CollectionFunctions::range),
            entry("union", CollectionFunctions::union),
            entry("shallowMerge", CollectionFunctions::shallowMerge),
            entry("intersection", CollectionFunctions::intersection),
            entry("flatten", call -> array(elements(call.count(1, 1).get(0)).flatMap(CollectionFunctions::elements))),
            entry("items", CollectionFunctions::items),
            entry("objectKeys", call -> keys(call.count(1, 1).get(0))),
            entry("tryGet", CollectionFunctions::tryGet));

    private CollectionFunctions() {}

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static ArrayNode array(Stream<? extends JsonNode> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(array::add);
        return array;
    }

    private static JsonNode createObject(Arguments call) {
        if (call.size() % 2 != 0) {
            throw call.wrong("expects names and values in pairs");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < call.size(); i += 2) {
            object.set(call.text(i), call.get(i + 1));
        }
        return object;
    }

    private static JsonNode concat(Arguments call) {
        List<JsonNode> values = call.count(1, ANY).all().toList();
        return values.get(0).isArray()
                ? array(values.stream().flatMap(CollectionFunctions::elements))
                : StringFunctions.text(
                        values.stream().map(StringFunctions::string).collect(Collectors.joining()));
    }

    private static boolean contains(Arguments call) {
        JsonNode container = call.get(0);
        JsonNode wanted = call.get(1);
        if (container.isArray()) {
            return elements(container).anyMatch(element -> LogicalFunctions.same(element, wanted));
        }
        if (container.isObject()) {
            return container.properties().stream()
                    .anyMatch(property -> property.getKey().equalsIgnoreCase(wanted.asText()));
        }
        return call.text(0).contains(wanted.asText());
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isTextual()
                ? value.asText("").isEmpty()
                : value.isContainerNode() && value.isEmpty();
    }

    private static long length(Arguments call) {
        JsonNode value = call.get(0);
        return value.isContainerNode() ? value.size() : call.text(0).length();
    }

    /** Of nothing: nothing. */
    private static JsonNode end(Arguments call, boolean first) {
        JsonNode value = call.get(0);
        if (value.isArray()) {
            return value.isEmpty() ? NullNode.getInstance() : value.get(first ? 0 : value.size() - 1);
        }
        String text = call.text(0);
        return StringFunctions.text(
                text.isEmpty() ? "" : first ? text.substring(0, 1) : text.substring(text.length() - 1));
    }

    private static JsonNode indexOf(Arguments call, boolean last) {
        JsonNode value = call.count(2, 2).get(0);
        if (!value.isArray()) {
            return StringFunctions.position(call, last);
        }
        int[] places = IntStream.range(0, value.size())
                .filter(index -> LogicalFunctions.same(value.get(index), call.get(1)))
                .toArray();
        return IntNode.valueOf(places.length == 0 ? -1 : places[last ? places.length - 1 : 0]);
    }

    private static JsonNode part(Arguments call, boolean rest) {
        JsonNode value = call.count(2, 2).get(0);
        long size = length(call);
        int at = (int) Math.max(0, Math.min(size, call.number(1)));
        if (value.isArray()) {
            return array(rest ? elements(value).skip(at) : elements(value).limit(at));
        }
        return StringFunctions.text(
                rest ? value.asText().substring(at) : value.asText().substring(0, at));
    }

    private static JsonNode range(Arguments call) {
        long start = call.count(2, 2).number(0);
        long count = call.number(1);
        if (count < 0 || count > LONGEST_RANGE) {
            throw call.wrong("makes at most " + LONGEST_RANGE + " numbers");
        }
        return array(LongStream.range(start, start + count).mapToObj(LongNode::valueOf));
    }

    private static JsonNode union(Arguments call) {
        List<JsonNode> values = call.count(1, ANY).all().toList();
        if (values.get(0).isArray()) {
            return array(values.stream().flatMap(CollectionFunctions::elements).distinct());
        }
        ObjectNode union = JsonNodeFactory.instance.objectNode();
        values.forEach(value -> merge(union, value));
        return union;
    }

    /** Of an array of objects: a later one's value replaces an earlier one's whole. */
    private static JsonNode shallowMerge(Arguments call) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        elements(call.count(1, 1).get(0))
                .forEach(object ->
                        object.properties().forEach(property -> merged.set(property.getKey(), property.getValue())));
        return merged;
    }

    private static ObjectNode merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(property -> {
            JsonNode old = into.path(property.getKey());
            into.set(
                    property.getKey(),
                    old.isObject() && property.getValue().isObject()
                            ? merge(old.deepCopy(), property.getValue())
                            : property.getValue());
        });
        return into;
    }

    private static JsonNode intersection(Arguments call) {
        List<JsonNode> values = call.count(1, ANY).all().toList();
        JsonNode first = values.get(0);
        if (first.isArray()) {
            return array(elements(first)
                    .distinct()
                    .filter(element -> values.stream()
                            .allMatch(other -> elements(other).anyMatch(one -> LogicalFunctions.same(one, element)))));
        }
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        first.properties().stream()
                .filter(property ->
                        values.stream().allMatch(other -> property.getValue().equals(other.get(property.getKey()))))
                .forEach(property -> common.set(property.getKey(), property.getValue()));
        return common;
    }

    /** Sorted by key. */
    private static JsonNode items(Arguments call) {
        return array(call.count(1, 1).get(0).properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(property -> {
                    ObjectNode item = JsonNodeFactory.instance.objectNode().put("key", property.getKey());
                    item.set("value", property.getValue());
                    return item;
                }));
    }

    private static JsonNode keys(JsonNode object) {
        return array(
                object.properties().stream().map(Map.Entry::getKey).sorted().map(StringFunctions::text));
    }

    private static JsonNode tryGet(Arguments call) {
        JsonNode value = call.count(2, ANY).get(0);
        for (int i = 1; i < call.size(); i++) {
            JsonNode key = call.get(i);
            value = key.isIntegralNumber() ? value.path(key.intValue()) : value.path(key.asText());
        }
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }
}
