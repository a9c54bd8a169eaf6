// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Names;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.network.shape.Zones;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A type of Microsoft.Network: a shape, the parts inside it, and what is particular to it. A PUT replaces it whole. */
public abstract class NetworkType implements ResourceType {

    private static final String NAMESPACE = "Microsoft.Network/";
    private static final String GUID = "resourceGuid";

    private final String type;
    private final Timing timing;
    private final Shape shape;
    private final List<Part> parts;

    /** @param name such as {@code virtualNetworks} */
    protected NetworkType(String name, Timing timing, Shape shape, Part... parts) {
        this.type = NAMESPACE + name;
        this.timing = timing;
        this.shape = shape;
        this.parts = List.of(parts);
    }

    /** The type, and one for each sort of part in it. */
    public final List<ResourceType> withParts() {
        List<ResourceType> all = new ArrayList<>(List.of(this));
        parts.forEach(part -> all.add(new PartType(this, part)));
        return all;
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final Timing timing() {
        return timing;
    }

    @Override
    public final List<String> parts() {
        return parts.stream().map(Part::collection).toList();
    }

    @Override
    public final boolean patchesTagsOnly() {
        return true;
    }

    /** What is to be checked beside shape, parts and references; completes the resource in place. */
    protected void check(Write write) {}

    /** References that may lead to another region, or to what is not there. */
    protected boolean isFreeReference(String id) {
        return false;
    }

    @Override
    public final void write(Write write) {
        List<PartWrite> inside = complete(write);
        PointsAt.require(write, write.body(), this::isFreeReference);
        inside.stream()
                .filter(one -> !one.part().staysWhenUnsaid() || !one.isUnchanged())
                .forEach(PartWrite::check);
        check(write);
        for (Part part : parts) {
            Parts.dropped(write, part.collection()).forEach(old -> part.refuseRemoval(idOf(old), old, write.store()));
        }
    }

    /** The same for a write that changes this one part of it. */
    final void writePart(Write write, ResourceId id) {
        complete(write).stream().filter(one -> one.id().key().equals(id.key())).forEach(one -> {
            PointsAt.require(write, one.body(), this::isFreeReference);
            one.check();
        });
        check(write);
    }

    /** Refuses the loss of a part that others in the same resource point at. */
    final void requireReferences(Write write) {
        PointsAt.require(write, write.body(), this::isFreeReference);
    }

    private List<PartWrite> complete(Write write) {
        Names.require(write.id().name());
        Malformed.requireProperties(write.body(), write.id());
        Zones.require(write.body(), write.id(), write.body().path("location").asText());
        Optional<JsonNode> before = write.before().map(old -> old.path("properties"));
        ObjectNode properties = write.properties();
        shape.apply(write.id(), properties, before);
        properties.put(
                GUID,
                before.map(old -> old.path(GUID).asText())
                        .filter(guid -> !guid.isEmpty())
                        .orElseGet(() -> UUID.randomUUID().toString()));
        return parts.stream()
                .flatMap(part -> Parts.complete(write, part).stream())
                .toList();
    }

    @Override
    public void completed(ResourceId id, Store store) {
        store.get(id).ifPresent(resource -> eachPart(resource, (part, one) -> part.completed(idOf(one), store)));
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        eachPart(resource, (part, one) -> part.refuseRemoval(idOf(one), one, store));
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        eachPart(resource, (part, one) -> part.removed(idOf(one), one, store));
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        shape.show(shown, links);
        eachPart(shown, (part, one) -> part.show(one, links));
    }

    static ResourceId idOf(JsonNode resource) {
        return ResourceId.of(resource.path("id").asText());
    }

    private void eachPart(ObjectNode resource, BiConsumer<Part, ObjectNode> action) {
        for (Part part : parts) {
            Parts.of(resource, part.collection()).forEach(one -> action.accept(part, one));
        }
    }
}
