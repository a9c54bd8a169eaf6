// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What an expression can call, and what it gets where it asks an object for what is not in it. */
@FunctionalInterface
public interface Scope {

    /** @param name in lower case, as names of functions have no case */
    Optional<Function> function(String name);

    /** The value of an access that finds nothing: none, unless a scope knows better. */
    default JsonNode absent(Expression.Access access, String key) {
        throw new TemplateException("The language expression property '" + key + "' doesn't exist.");
    }
}
