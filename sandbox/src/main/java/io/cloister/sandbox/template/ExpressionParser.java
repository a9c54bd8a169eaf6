// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code concat('it''s ', parameters('names')[0].first)}: literals, calls, and accesses to what they return.
 *
 * <p>Source: Azure docs, "Syntax and expressions in ARM templates".
 */
final class ExpressionParser {

    /** Azure's own limit for functions within functions. */
    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
    }

    static Expression parse(String text) {
        ExpressionParser parser = new ExpressionParser(text);
        Expression expression = parser.expression();
        if (parser.at < text.length()) {
            throw parser.unexpected();
        }
        return expression;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw new TemplateException("The expression nests deeper than " + DEEPEST + ".");
        }
        Expression expression = primary();
        while (true) {
            skipBlanks();
            if (take('.')) {
                boolean optional = take('?');
                skipBlanks();
                expression = new Expression.Access(expression, new Expression.Literal(new TextNode(name())), optional);
            } else if (take('[')) {
                boolean optional = take('?');
                expression = new Expression.Access(expression, expression(), optional);
                expect(']');
            } else {
                depth--;
                return expression;
            }
        }
    }

    private Expression primary() {
        skipBlanks();
        char next = peek();
        if (next == '\'') {
            return new Expression.Literal(new TextNode(string()));
        }
        if (next == '-' || Character.isDigit(next)) {
            return new Expression.Literal(LongNode.valueOf(number()));
        }
        if (take('(')) {
            Expression inner = expression();
            expect(')');
            return inner;
        }
        return call();
    }

    /** The name may be one of a template's own functions, {@code contoso.name()}. */
    private Expression call() {
        StringBuilder name = new StringBuilder(name());
        skipBlanks();
        while (take('.')) {
            name.append('.').append(name());
            skipBlanks();
        }
        expect('(');
        List<Expression> arguments = new ArrayList<>();
        skipBlanks();
        if (!take(')')) {
            do {
                arguments.add(expression());
                skipBlanks();
            } while (take(','));
            expect(')');
        }
        return new Expression.Invocation(name.toString(), List.copyOf(arguments));
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private long number() {
        int start = at;
        take('-');
        while (Character.isDigit(peek())) {
            at++;
        }
        try {
            return Long.parseLong(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new TemplateException("The expression has a number that is none: " + text.substring(start, at));
        }
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != '\'') {
                string.append(next);
            } else if (peek() == '\'') {
                at++;
                string.append('\'');
            } else {
                return string.toString();
            }
        }
        throw new TemplateException("The expression has a string without an end: " + text);
    }

    private void expect(char wanted) {
        skipBlanks();
        if (!take(wanted)) {
            throw unexpected();
        }
    }

    private boolean take(char wanted) {
        if (peek() != wanted || at >= text.length()) {
            return false;
        }
        at++;
        return true;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private TemplateException unexpected() {
        return new TemplateException("Unable to parse language expression '" + text + "': "
                + (at < text.length() ? "unexpected '" + text.charAt(at) + "' at position " + at : "it ends too early")
                + ".");
    }
}
