// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a rule as it is sent, and says everything that is wrong with it at once. */
final class FaultRuleReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "id",
            "api",
            "method",
            "path",
            "resourceType",
            "kind",
            "status",
            "code",
            "message",
            "retryAfter",
            "seconds",
            "from",
            "every",
            "times");
    private static final int LONGEST_SECONDS = 3600;

    private final ObjectNode sent;
    private final List<String> violations = new ArrayList<>();

    private FaultRuleReader(ObjectNode sent) {
        this.sent = sent;
    }

    static FaultRule read(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return new FaultRuleReader(object).rule();
            }
        } catch (IOException e) {
            throw invalid("the body is no JSON");
        }
        throw invalid("the body is no JSON object");
    }

    private FaultRule rule() {
        sent.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                violations.add("'" + name + "' is no field of a fault rule");
            }
        });
        Pattern path = pattern();
        Api api = api();
        Optional<FaultKind> kind = kind(api);
        FaultRule rule = new FaultRule(
                text("id").orElseGet(() -> UUID.randomUUID().toString()),
                api,
                text("method").orElse("*"),
                path,
                text("resourceType"),
                kind.orElse(FaultKind.HTTP_ERROR),
                refusal(kind, api),
                Duration.ofSeconds(
                        number("retryAfter", 0, LONGEST_SECONDS).orElse((int) FaultRule.RETRY_AFTER.toSeconds())),
                delay(kind),
                new Occurrence(
                        number("from", 1, Integer.MAX_VALUE).orElse(1),
                        number("every", 1, Integer.MAX_VALUE).orElse(1),
                        number("times", 1, Integer.MAX_VALUE)));
        if (api != Api.ARM && rule.resourceType().isPresent()) {
            violations.add("'resourceType' goes with the api 'arm' alone");
        }
        if (!violations.isEmpty()) {
            throw invalid(String.join("; ", violations));
        }
        return rule;
    }

    private Api api() {
        return text("api")
                .map(word -> Api.named(word).orElseGet(() -> {
                    violations.add("'api' is none of arm, vault, kubernetes");
                    return Api.ARM;
                }))
                .orElseGet(() -> Api.ofPattern(sent.path("path").asText()));
    }

    private Optional<FaultKind> kind(Api api) {
        Optional<String> word = text("kind");
        Optional<FaultKind> kind = word.flatMap(name -> Arrays.stream(FaultKind.values())
                .filter(one -> one.name().equals(name))
                .findFirst());
        if (word.isEmpty() && !sent.hasNonNull("kind")) {
            violations.add("'kind' is missing");
        } else if (kind.isEmpty()) {
            violations.add("'kind' is none of " + Arrays.toString(FaultKind.values()));
        }
        kind.filter(known -> !known.appliesTo(api))
                .ifPresent(known ->
                        violations.add("the kind " + known + " does not apply to the api '" + api.word() + "'"));
        return kind;
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(text("path").orElse(""), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            violations.add("'path' is no regular expression: " + e.getDescription());
            return Pattern.compile("");
        }
    }

    private Refusal refusal(Optional<FaultKind> kind, Api api) {
        Refusal usual = Refusal.of(kind.orElse(FaultKind.HTTP_ERROR), api);
        boolean refuses = kind.filter(FaultKind.HTTP_ERROR::equals).isPresent();
        // an operation's failure has no status of its own, and clients may send any
        OptionalInt status = number("status", refuses ? 400 : 100, 599);
        boolean takesStatus = kind.filter(FaultKind::takesStatus).isPresent();
        return new Refusal(
                takesStatus && status.orElse(0) >= 400 ? status.getAsInt() : usual.status(),
                text("code").orElse(usual.code()),
                text("message").orElse(usual.message()));
    }

    private Duration delay(Optional<FaultKind> kind) {
        OptionalInt seconds = number("seconds", 0, LONGEST_SECONDS);
        boolean late = kind.filter(one -> one.answer() == FaultKind.Answer.LATE).isPresent();
        return seconds.isPresent()
                ? Duration.ofSeconds(seconds.getAsInt())
                : late ? FaultRule.DELAY : FaultRule.SILENCE;
    }

    private Optional<String> text(String field) {
        JsonNode value = sent.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            violations.add("'" + field + "' is no text");
            return Optional.empty();
        }
        if (value.textValue().isBlank() && !field.equals("path")) {
            violations.add("'" + field + "' is empty");
        }
        return Optional.of(value.textValue());
    }

    private OptionalInt number(String field, int least, int most) {
        JsonNode value = sent.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            violations.add("'" + field + "' is no whole number "
                    + (most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most));
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    private static ArmError invalid(String violations) {
        return ArmError.badRequest("InvalidFaultRule", "The fault rule is not valid: " + violations + ".");
    }
}
