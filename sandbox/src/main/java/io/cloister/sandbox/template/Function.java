// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands behind a name in an expression. Its arguments are evaluated when it asks for them. */
@FunctionalInterface
public interface Function {
    JsonNode call(Arguments arguments);
}
