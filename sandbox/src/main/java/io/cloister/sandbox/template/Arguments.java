// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The arguments of one call, each evaluated when it is asked for. */
public final class Arguments {

    private final String function;
    private final List<Expression> expressions;
    private final Scope scope;

    Arguments(String function, List<Expression> expressions, Scope scope) {
        this.function = function;
        this.expressions = expressions;
        this.scope = scope;
    }

    public int size() {
        return expressions.size();
    }

    public JsonNode get(int index) {
        if (index >= expressions.size()) {
            throw wrong("expects more than " + expressions.size() + " arguments");
        }
        return expressions.get(index).evaluate(scope);
    }

    public Stream<JsonNode> all() {
        return IntStream.range(0, size()).mapToObj(this::get);
    }

    /** The argument, which must be a string. */
    public String text(int index) {
        JsonNode value = get(index);
        if (!value.isTextual()) {
            throw wrong("expects a string as argument " + (index + 1) + ", not " + value);
        }
        return value.textValue();
    }

    /** The argument, which must be a whole number. */
    public long number(int index) {
        JsonNode value = get(index);
        if (!value.isIntegralNumber()) {
            throw wrong("expects an integer as argument " + (index + 1) + ", not " + value);
        }
        return value.longValue();
    }

    /** The argument, which must be true or false. */
    public boolean truth(int index) {
        JsonNode value = get(index);
        if (!value.isBoolean()) {
            throw wrong("expects a boolean as argument " + (index + 1) + ", not " + value);
        }
        return value.booleanValue();
    }

    /** The argument as it is written. */
    public Expression expression(int index) {
        return expressions.get(index);
    }

    /** What the arguments are evaluated in. */
    public Scope scope() {
        return scope;
    }

    /** Refuses a call with fewer or more arguments. */
    public Arguments count(int least, int most) {
        if (size() < least || size() > most) {
            throw wrong("expects " + (least == most ? least : least + " to " + most) + " arguments and has " + size());
        }
        return this;
    }

    public TemplateException wrong(String why) {
        return new TemplateException("The template language function '" + function + "' " + why + ".");
    }
}
