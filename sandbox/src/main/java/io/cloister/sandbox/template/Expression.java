// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A parsed expression. */
public sealed interface Expression {

    /** Throws a {@link TemplateException} where there is no value. */
    JsonNode evaluate(Scope scope);

    record Literal(JsonNode value) implements Expression {
        @Override
        public JsonNode evaluate(Scope scope) {
            return value;
        }
    }

    record Invocation(String name, List<Expression> arguments) implements Expression {
        @Override
        public JsonNode evaluate(Scope scope) {
            return scope.function(name.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new TemplateException("The template function '" + name + "' is not valid."))
                    .call(new Arguments(name, arguments, scope));
        }
    }

    /**
     * {@code of.name} or {@code of[key]}.
     *
     * @param optional written with a question mark: null where there is nothing
     */
    record Access(Expression of, Expression key, boolean optional) implements Expression {

        @Override
        public JsonNode evaluate(Scope scope) {
            JsonNode object = of.evaluate(scope);
            JsonNode name = key.evaluate(scope);
            Optional<JsonNode> found = object.isArray() && name.isIntegralNumber()
                    ? Optional.ofNullable(object.get(name.intValue()))
                    : member(object, name.asText());
            return found.orElseGet(() -> optional ? NullNode.getInstance() : scope.absent(this, name.asText()));
        }

        private static Optional<JsonNode> member(JsonNode object, String name) {
            return object.has(name)
                    ? Optional.of(object.get(name))
                    : object.properties().stream()
                            .filter(property -> property.getKey().equalsIgnoreCase(name))
                            .map(Map.Entry::getValue)
                            .findFirst();
        }
    }
}
