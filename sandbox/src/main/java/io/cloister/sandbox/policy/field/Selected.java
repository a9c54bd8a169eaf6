// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A value that a field selects, missing where there is none, and where in the resource it was looked for. */
public record Selected(JsonNode value, String path) {

    static Selected nothing(String path) {
        return new Selected(MissingNode.getInstance(), path);
    }
}
