// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.Optional;
import java.util.UUID;

/** A part by a path of its own. To write it is to write its parent with it, so every rule holds either way. */
final class PartType implements ResourceType {

    private static final String ETAG = "etag";

    private final NetworkType parent;
    private final Part part;

    PartType(NetworkType parent, Part part) {
        this.parent = parent;
        this.part = part;
    }

    @Override
    public String type() {
        return parent.type() + "/" + part.collection();
    }

    @Override
    public Timing timing() {
        return part.timing();
    }

    @Override
    public boolean isInline() {
        return true;
    }

    @Override
    public void write(Write write) {
        requireWritable(write.id());
        ObjectNode before = write.store().get(write.id().parent()).orElseThrow();
        ObjectNode whole = Parts.with(before, part.collection(), write.body().deepCopy());
        whole.set(ETAG, write.body().path(ETAG));
        parent.writePart(
                new Write(write.id().parent(), whole, Optional.of(before), write.apiVersion(), write.store()),
                write.id());
        ObjectNode written =
                Parts.named(whole, part.collection(), write.id().name()).orElseThrow();
        write.body().removeAll();
        write.body().setAll(written);
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        store.get(id).ifPresent(one -> mark(id.parent(), one.path(ETAG), store));
    }

    @Override
    public void completed(ResourceId id, Store store) {
        part.completed(id, store);
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        requireWritable(id);
        part.refuseRemoval(id, resource, store);
        ObjectNode before = store.get(id.parent()).orElseThrow();
        ObjectNode whole = Parts.without(before, part.collection(), id.name());
        parent.requireReferences(new Write(id.parent(), whole, Optional.of(before), "", store));
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        part.removed(id, resource, store);
        mark(id.parent(), TextNode.valueOf("W/\"" + UUID.randomUUID() + "\""), store);
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        part.show(shown, links);
    }

    /** A resource and all its parts have one etag: whoever changes one of them changes all. */
    private void mark(ResourceId id, JsonNode etag, Store store) {
        store.get(id).ifPresent(whole -> {
            whole.set(ETAG, etag);
            parent.parts().forEach(name -> Parts.of(whole, name).forEach(one -> one.set(ETAG, etag)));
        });
    }

    private void requireWritable(ResourceId id) {
        if (!part.isWritable()) {
            throw new ArmError(
                    405,
                    "MethodNotAllowed",
                    "A resource of type '" + type() + "' is changed by writing " + id.parent() + ", which it is in.");
        }
    }
}
