// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import io.cloister.webhook.selector.LabelSelector;
import io.cloister.webhook.selector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a label selector: matchLabels and matchExpressions, or the short map of labels. */
final class SelectorReader {

    private SelectorReader() {}

    static LabelSelector read(Field field) {
        if (field.absent()) {
            return LabelSelector.EVERYTHING;
        }
        List<Requirement> requirements = new ArrayList<>();
        boolean full = field.node().has("matchLabels") || field.node().has("matchExpressions");
        if (!full) {
            labels(field, requirements);
        } else if (field.isMap(Set.of("matchLabels", "matchExpressions"))) {
            if (!field.get("matchLabels").absent()) {
                labels(field.get("matchLabels"), requirements);
            }
            Field expressions = field.get("matchExpressions");
            if (expressions.node().isArray()) {
                for (int i = 0; i < expressions.node().size(); i++) {
                    expression(expressions.at(i)).ifPresent(requirements::add);
                }
            } else if (!expressions.absent()) {
                expressions.wrong("must be a list of {key, operator, values}");
            }
        }
        return new LabelSelector(requirements);
    }

    private static void labels(Field field, List<Requirement> requirements) {
        Map<String, String> labels = field.strings();
        labels.forEach((key, value) -> {
            MetadataSyntax.problemOfLabelValue(value).ifPresent(field::wrong);
            requirements.add(new Requirement.In(key, Set.of(value)));
        });
    }

    private static Optional<Requirement> expression(Field field) {
        if (!field.isMap(Set.of("key", "operator", "values"))) {
            return Optional.empty();
        }
        String key = field.get("key").string();
        MetadataSyntax.problemOfKey(key).ifPresent(field.get("key")::wrong);
        String operator = field.get("operator").string();
        Set<String> values =
                field.get("values").absent() ? Set.of() : field.get("values").list();
        boolean takesValues = operator.equals("In") || operator.equals("NotIn");
        if (takesValues == values.isEmpty()) {
            field.get("values").wrong(takesValues ? operator + " needs values" : "only In and NotIn take values");
        }
        switch (operator) {
            case "In":
                return Optional.of(new Requirement.In(key, values));
            case "NotIn":
                return Optional.of(new Requirement.NotIn(key, values));
            case "Exists":
                return Optional.of(new Requirement.Exists(key));
            case "DoesNotExist":
                return Optional.of(new Requirement.DoesNotExist(key));
            default:
                field.get("operator").wrong("write In, NotIn, Exists or DoesNotExist");
                return Optional.empty();
        }
    }
}
