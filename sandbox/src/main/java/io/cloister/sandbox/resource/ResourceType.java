// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What sets one type of resource apart from another. Refusals are thrown as {@link ArmError}. */
public interface ResourceType {

    /** As its provider writes it: {@code Microsoft.Network/virtualNetworks/subnets}. */
    String type();

    Timing timing();

    /** Whether it is kept inside its parent, under {@code properties.<its last name>}. */
    default boolean isInline() {
        return false;
    }

    /** Whether a PUT on an existing resource merges, as Compute's does; it replaces otherwise. */
    default boolean mergesOnPut() {
        return false;
    }

    /** Whether its properties have a provisioningState. */
    default boolean hasProvisioningState() {
        return true;
    }

    /** The status of a PUT on what did not exist. */
    default int createStatus() {
        return 201;
    }

    /** The status of a PUT on what existed already. */
    default int updateStatus() {
        return 200;
    }

    /**
     * Whether a PUT on an existing resource starts an operation that no header names: only the resource's
     * provisioningState tells its end. Source: recorded traffic of Microsoft.Compute, api-version 2025-04-01.
     */
    default boolean updatesQuietly() {
        return false;
    }

    /** Checks the new state and completes it with what Azure adds. */
    default void write(Write write) {}

    /** The new state is stored, and its operation runs. */
    default void accepted(ResourceId id, Store store) {}

    /** About 60 % of the operation has passed: machines are powered on by now. */
    default void underway(ResourceId id, Store store) {}

    /** The operation has succeeded. */
    default void completed(ResourceId id, Store store) {}

    /** Throws where something still uses the resource. */
    default void refuseDelete(ResourceId id, ObjectNode resource, Store store) {}

    /** The resource is gone; takes along what goes with it. */
    default void deleted(ResourceId id, ObjectNode resource, Store store) {}

    /** Takes from an answer what Azure never shows. */
    default void hide(ObjectNode shown) {}

    /** Adds to an answer what is not kept with the resource, such as who points at it. */
    default void show(ObjectNode shown, Backlinks links) {}

    /** The collections of parts kept inside it, which share its provisioning state. */
    default List<String> parts() {
        return List.of();
    }

    /** Whether a PATCH changes its tags, at once, and nothing else. */
    default boolean patchesTagsOnly() {
        return false;
    }
}
