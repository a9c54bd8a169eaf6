// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All resources by id. Not thread-safe: the core's one lock guards it. What it hands out is the stored state itself. */
public final class Store {

    private final Map<String, ObjectNode> resources = new LinkedHashMap<>();
    private final Predicate<ResourceId> inline;
    private final Consumer<Change> changes;

    /** @param inline which resources are kept inside their parents */
    public Store(Predicate<ResourceId> inline, Consumer<Change> changes) {
        this.inline = inline;
        this.changes = changes;
    }

    public Optional<ObjectNode> get(String id) {
        return ResourceId.parse(id).flatMap(this::get);
    }

    public Optional<ObjectNode> get(ResourceId id) {
        if (id.isCollection()) {
            return Optional.empty();
        }
        if (!inline.test(id)) {
            return Optional.ofNullable(resources.get(id.key()));
        }
        return inlineSiblings(id).filter(child -> isNamed(child, id.name())).findFirst();
    }

    public void put(ResourceId id, ObjectNode resource) {
        if (inline.test(id)) {
            putInline(id, resource);
        } else {
            resources.put(id.key(), resource);
        }
        announce(Change.Kind.WRITTEN, id, resource);
    }

    public Optional<ObjectNode> remove(ResourceId id) {
        Optional<ObjectNode> last = get(id);
        last.ifPresent(resource -> {
            if (inline.test(id)) {
                siblings(id).ifPresent(array -> removeNamed(array, id.name()));
            } else {
                resources.remove(id.key());
            }
            announce(Change.Kind.DELETED, id, resource);
        });
        return last;
    }

    /** For a machine: it is powered on. */
    public void started(ResourceId id) {
        get(id).ifPresent(machine -> announce(Change.Kind.STARTED, id, machine));
    }

    /** For a machine: it is powered off, or its disk is made anew. */
    public void stopped(ResourceId id) {
        get(id).ifPresent(machine -> announce(Change.Kind.STOPPED, id, machine));
    }

    /** The resources of a collection: everything of its type below its scope, or below its parent. */
    public List<ObjectNode> list(ResourceId collection) {
        if (inline.test(collection)) {
            return inlineSiblings(collection).toList();
        }
        String below = (collection.isTopLevel()
                        ? collection.scope()
                        : collection.parent().toString()) + "/";
        return under(below)
                .filter(resource -> collection.isTopLevel()
                        ? hasType(resource, collection.type())
                        : idOf(resource).lastType().equalsIgnoreCase(collection.lastType()))
                .toList();
    }

    public List<ObjectNode> ofType(String type) {
        int slash = type.lastIndexOf('/');
        Stream<ObjectNode> inlined = slash < 0
                ? Stream.empty()
                : ofParentType(type.substring(0, slash)).flatMap(parent -> children(parent, type.substring(slash + 1)));
        return Stream.concat(
                        resources.values().stream().filter(resource -> hasType(resource, type)),
                        inlined.filter(child -> hasType(child, type)))
                .toList();
    }

    /** A copy of everything, by key. */
    public ObjectNode save() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        resources.forEach((key, resource) -> saved.set(key, resource.deepCopy()));
        return saved;
    }

    /** Puts what {@link #save} gave in place of everything, and announces what that changes. */
    public void restore(JsonNode saved) {
        Map<String, ObjectNode> before = new LinkedHashMap<>(resources);
        resources.clear();
        saved.properties()
                .forEach(entry -> resources.put(entry.getKey(), entry.getValue().deepCopy()));
        before.forEach((key, resource) -> {
            if (!resources.containsKey(key)) {
                announce(Change.Kind.DELETED, idOf(resource), resource);
            }
        });
        resources.forEach((key, resource) -> {
            if (!resource.equals(before.get(key))) {
                announce(Change.Kind.WRITTEN, idOf(resource), resource);
            }
        });
    }

    public Stream<ObjectNode> all() {
        return resources.values().stream();
    }

    /** Everything whose id begins so, parts kept inside a parent left out. */
    public Stream<ObjectNode> under(String idPrefix) {
        String key = idPrefix.toLowerCase(Locale.ROOT);
        return resources.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(key))
                .map(Map.Entry::getValue);
    }

    /** The resources, or parts of them, that point at {@code target} or at a part of it from outside. */
    public List<String> referrers(ResourceId target) {
        String own = target.key();
        return resources.values().stream()
                .flatMap(resource -> References.from(resource, target.toString()))
                .filter(from -> !ResourceId.key(from).equals(own)
                        && !ResourceId.key(from).startsWith(own + "/"))
                .distinct()
                .toList();
    }

    private Stream<ObjectNode> ofParentType(String type) {
        return resources.values().stream().filter(resource -> hasType(resource, type));
    }

    private Stream<ObjectNode> inlineSiblings(ResourceId id) {
        return get(id.parent()).stream().flatMap(parent -> children(parent, id.lastType()));
    }

    private static Stream<ObjectNode> children(ObjectNode parent, String collection) {
        JsonNode properties = parent.path("properties");
        return StreamSupport.stream(
                        properties.path(property(properties, collection)).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    private Optional<ArrayNode> siblings(ResourceId id) {
        return get(id.parent())
                .map(parent -> parent.withObject("/properties"))
                .map(properties -> properties.withArray("/" + property(properties, id.lastType())));
    }

    /** Clients write the words of an id in any case: az says frontendIpConfigurations of a balancer's. */
    private static String property(JsonNode properties, String collection) {
        return properties.has(collection)
                ? collection
                : properties.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(collection::equalsIgnoreCase)
                        .findFirst()
                        .orElse(collection);
    }

    private void putInline(ResourceId id, ObjectNode resource) {
        ArrayNode siblings = siblings(id).orElseThrow(() -> ArmError.notFound(id.parent()));
        for (int i = 0; i < siblings.size(); i++) {
            if (isNamed(siblings.get(i), id.name())) {
                siblings.set(i, resource);
                return;
            }
        }
        siblings.add(resource);
    }

    private static void removeNamed(ArrayNode siblings, String name) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            if (isNamed(siblings.get(i), name)) {
                siblings.remove(i);
            }
        }
    }

    private static boolean isNamed(JsonNode resource, String name) {
        return resource.path("name").asText().equalsIgnoreCase(name);
    }

    private static boolean hasType(JsonNode resource, String type) {
        return resource.path("type").asText().equalsIgnoreCase(type);
    }

    private static ResourceId idOf(JsonNode resource) {
        return ResourceId.of(resource.path("id").asText());
    }

    private void announce(Change.Kind kind, ResourceId id, ObjectNode resource) {
        changes.accept(new Change(kind, id.toString(), resource.deepCopy()));
    }
}
