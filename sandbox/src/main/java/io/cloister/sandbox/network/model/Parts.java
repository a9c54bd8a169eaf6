// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Names;
import io.cloister.sandbox.network.shape.Zones;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The parts of one collection, read and completed with what Azure gives each: an id, a type, its parent's etag. */
public final class Parts {

    private Parts() {}

    public static List<ObjectNode> of(JsonNode parent, String collection) {
        return StreamSupport.stream(parent.path("properties").path(collection).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    public static Optional<ObjectNode> named(JsonNode parent, String collection, String name) {
        return of(parent, collection).stream()
                .filter(part -> part.path("name").asText().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The parent with this part in the place of one of the same name, or after the others. */
    static ObjectNode with(ObjectNode parent, String collection, ObjectNode part) {
        ObjectNode changed = parent.deepCopy();
        ArrayNode parts = changed.withObject("/properties").withArray("/" + collection);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i)
                    .path("name")
                    .asText()
                    .equalsIgnoreCase(part.path("name").asText())) {
                parts.set(i, part);
                return changed;
            }
        }
        parts.add(part);
        return changed;
    }

    static ObjectNode without(ObjectNode parent, String collection, String name) {
        ObjectNode changed = parent.deepCopy();
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        of(changed, collection).stream()
                .filter(part -> !part.path("name").asText().equalsIgnoreCase(name))
                .forEach(left::add);
        changed.withObject("/properties").set(collection, left);
        return changed;
    }

    static List<PartWrite> complete(Write write, Part part) {
        String collection = part.collection();
        ObjectNode properties = write.properties();
        if (!properties.has(collection)) {
            properties.set(
                    collection,
                    write.before()
                            .filter(before -> part.staysWhenUnsaid())
                            .map(before -> before.path("properties").path(collection))
                            .filter(JsonNode::isArray)
                            .<JsonNode>map(JsonNode::deepCopy)
                            .orElseGet(JsonNodeFactory.instance::arrayNode));
        }
        if (!properties.path(collection).isArray()) {
            throw Malformed.value(properties.path(collection), "a list", collection, write.id());
        }
        Set<String> names = new HashSet<>();
        List<PartWrite> parts = new ArrayList<>();
        for (JsonNode element : properties.path(collection)) {
            if (!(element instanceof ObjectNode body)) {
                throw Malformed.value(element, "an object", collection, write.id());
            }
            parts.add(complete(write, part, body, names));
        }
        return parts;
    }

    /** The parts that were there and are not any more. */
    static Stream<ObjectNode> dropped(Write write, String collection) {
        return write.before().stream()
                .flatMap(before -> of(before, collection).stream())
                .filter(old -> named(write.body(), collection, old.path("name").asText())
                        .isEmpty());
    }

    private static PartWrite complete(Write write, Part part, ObjectNode body, Set<String> names) {
        String name = body.path("name").asText();
        if (name.isEmpty()) {
            throw Malformed.because(
                    "MissingJsonProperty",
                    "Required property 'name' not found in JSON. Path 'properties." + part.collection() + "' of "
                            + write.id() + ".");
        }
        Names.require(name);
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw ArmError.badRequest(
                    "DuplicateResourceName",
                    "Resource " + write.id() + " has two child resources with the same name (" + name + ").");
        }
        Optional<ObjectNode> before = write.before().flatMap(old -> named(old, part.collection(), name));
        ResourceId id = write.id()
                .child(
                        part.collection(),
                        before.map(old -> old.path("name").asText()).orElse(name));
        body.put("id", id.toString()).put("name", id.name()).put("type", id.type());
        body.set("etag", write.body().path("etag"));
        Malformed.requireProperties(body, id);
        Zones.require(body, id, write.body().path("location").asText());
        ObjectNode properties = body.withObject("/properties");
        properties.put("provisioningState", "Succeeded");
        PartWrite made = new PartWrite(part, write, id, body, before);
        part.dropShown(properties);
        part.shape().apply(id, properties, made.propertiesBefore());
        return made;
    }
}
