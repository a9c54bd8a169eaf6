// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceType;

/** A resource as an answer shows it. */
final class Shown {

    private Shown() {}

    static ObjectNode of(ResourceType type, ObjectNode stored, Backlinks links) {
        ObjectNode shown = stored.deepCopy();
        type.hide(shown);
        type.show(shown, links);
        return shown;
    }
}
