// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;

/** Asked before every write; refuses by throwing. */
public interface WriteGate {
    void admit(ResourceId id, ObjectNode state);
}
