// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Expression;
import io.cloister.sandbox.template.Function;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.function.PureFunctions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions of a rule: those of templates, and its own. Source: Azure docs, "policy rule", Policy functions. */
final class PolicyFunctions implements Scope {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> OWN = Set.of(
            "parameters",
            "field",
            "current",
            "resourcegroup",
            "subscription",
            "requestcontext",
            "policy",
            "utcnow",
            "adddays",
            "iprangecontains");

    private final Map<String, Function> functions;

    PolicyFunctions(Evaluation evaluation) {
        RuleContext context = evaluation.context();
        Target target = context.target();
        functions = Map.of(
                "parameters",
                        call -> context.parameters().value(call.count(1, 1).text(0)),
                "field", call -> evaluation.fields().value(call.count(1, 1).text(0)),
                "current",
                        call -> call.count(0, 1).size() == 0 ? evaluation.current() : evaluation.current(call.text(0)),
                "resourcegroup", call -> there(call, target.resourceGroup()),
                "subscription", call -> there(call, target.subscription()),
                "requestcontext", call -> requestContext(target),
                "policy", call -> context.policy(),
                "utcnow", call -> time(target.now()),
                "adddays", PolicyFunctions::addDays,
                "iprangecontains", PolicyFunctions::contains);
    }

    /** Throws where a rule calls what the language does not have. */
    static void requireKnown(String name) {
        if (!OWN.contains(name) && PureFunctions.INSTANCE.function(name).isEmpty()) {
            throw new TemplateException("The template function '" + name + "' is not valid in a policy rule.");
        }
    }

    @Override
    public Optional<Function> function(String name) {
        return Optional.ofNullable(functions.get(name)).or(() -> PureFunctions.INSTANCE.function(name));
    }

    /** A tag that a resource group does not have is an empty string, so that rules can inherit tags. */
    @Override
    public JsonNode absent(Expression.Access access, String key) {
        boolean tag = access.of() instanceof Expression.Access outer
                && outer.key() instanceof Expression.Literal name
                && name.value().asText().equalsIgnoreCase("tags");
        return tag ? new TextNode("") : Scope.super.absent(access, key);
    }

    private static JsonNode there(Arguments call, JsonNode value) {
        if (value.isMissingNode()) {
            throw call.wrong("has no value for this resource");
        }
        return value;
    }

    private static JsonNode requestContext(Target target) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("apiVersion", target.apiVersion());
        request.set("identity", target.identity());
        return request;
    }

    private static JsonNode time(Instant time) {
        return new TextNode(TIME.format(time));
    }

    private static JsonNode addDays(Arguments call) {
        try {
            return time(OffsetDateTime.parse(call.count(2, 2).text(0))
                    .plusDays(call.number(1))
                    .toInstant());
        } catch (DateTimeException e) {
            throw call.wrong("cannot add to the date '" + call.text(0) + "'");
        }
    }

    private static JsonNode contains(Arguments call) {
        return BooleanNode.valueOf(IpRange.parse(call.count(2, 2).text(0)).contains(IpRange.parse(call.text(1))));
    }
}
