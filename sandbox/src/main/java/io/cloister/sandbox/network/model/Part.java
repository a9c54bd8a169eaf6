// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;

/**
 * A resource inside another, such as a load balancer's probe: kept in {@code properties.<collection>} of its parent, and
 * written with it. By a path of its own it can be read, and written where Azure lets it be.
 */
public abstract class Part {

    private final String collection;
    private final Timing timing;
    private final Shape shape;

    protected Part(String collection, Timing timing, Shape shape) {
        this.collection = collection;
        this.timing = timing;
        this.shape = shape;
    }

    public final String collection() {
        return collection;
    }

    final Timing timing() {
        return timing;
    }

    final Shape shape() {
        return shape;
    }

    /** Whether it has PUT and DELETE of its own; if not, its parent is written to change it. */
    protected boolean isWritable() {
        return true;
    }

    /** Whether a parent written without the whole collection keeps what it has of it, and unchanged ones are not checked. */
    protected boolean staysWhenUnsaid() {
        return false;
    }

    /** Takes out what answers show and clients send back, although it is not kept here. */
    protected void dropShown(ObjectNode properties) {}

    /** What is to be checked beside the shape and that references lead somewhere; completes the part in place. */
    protected void check(PartWrite part) {}

    /** Throws where something still needs the part. */
    protected void refuseRemoval(ResourceId id, ObjectNode part, Store store) {}

    /** The operation that wrote it has succeeded. */
    protected void completed(ResourceId id, Store store) {}

    protected void removed(ResourceId id, ObjectNode part, Store store) {}

    protected void show(ObjectNode shown, Backlinks links) {
        shape.show(shown, links);
    }
}
