// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What an operation does to its resource as it goes on. */
public interface Effects {
    void underway();

    void succeeded();

    void failed();

    /** What it answers with when it has succeeded; empty for nothing. */
    default Optional<ObjectNode> output() {
        return Optional.empty();
    }

    /** Ended before it was done, by somebody's wish. */
    default void canceled() {
        failed();
    }
}
