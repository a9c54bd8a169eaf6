// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code $filter} over resources: {@code eq} and {@code ne} on name, type, location, group and tag,
 * {@code substringof} and {@code startswith}, joined by {@code and} and {@code or}. Source: Azure docs, REST "Resources -
 * List".
 */
final class ResourceFilter implements Predicate<ObjectNode> {

    private static final Pattern COMPARISON =
            Pattern.compile("(\\w+)\\s+(eq|ne)\\s+'((?:[^']|'')*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern FUNCTION = Pattern.compile(
            "(substringof|startswith)\\(\\s*('(?:[^']|'')*'|\\w+)\\s*,\\s*('(?:[^']|'')*'|\\w+)\\s*\\)(?:\\s+eq\\s+true)?",
            Pattern.CASE_INSENSITIVE);

    private record Clause(String property, String operator, String value) {}

    private final List<List<Clause>> alternatives = new ArrayList<>();

    private ResourceFilter() {}

    static ResourceFilter parse(String text) {
        ResourceFilter filter = new ResourceFilter();
        if (!text.isBlank()) {
            for (String alternative : split(text, "or")) {
                filter.alternatives.add(split(alternative, "and").stream()
                        .map(clause -> clause(clause.trim(), text))
                        .toList());
            }
        }
        return filter;
    }

    @Override
    public boolean test(ObjectNode resource) {
        return alternatives.isEmpty() || alternatives.stream().anyMatch(clauses -> holds(clauses, resource));
    }

    /** Splits at a word that stands outside of quotes. */
    private static List<String> split(String text, String word) {
        return Arrays.asList(text.split("(?i)\\s+" + word + "\\s+(?=(?:[^']*'[^']*')*[^']*$)"));
    }

    private static Clause clause(String text, String whole) {
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            return new Clause(
                    known(comparison.group(1), whole),
                    comparison.group(2).toLowerCase(Locale.ROOT),
                    comparison.group(3).replace("''", "'"));
        }
        Matcher function = FUNCTION.matcher(text);
        if (!function.matches()) {
            throw invalid(whole);
        }
        boolean quotedFirst = function.group(2).startsWith("'");
        String quoted = quotedFirst ? function.group(2) : function.group(3);
        String property = quotedFirst ? function.group(3) : function.group(2);
        if (!quoted.startsWith("'") || property.startsWith("'")) {
            throw invalid(whole);
        }
        return new Clause(
                known(property, whole),
                function.group(1).toLowerCase(Locale.ROOT),
                quoted.substring(1, quoted.length() - 1).replace("''", "'"));
    }

    private static String known(String property, String whole) {
        String name = property.toLowerCase(Locale.ROOT);
        if (!List.of("name", "resourcetype", "location", "resourcegroup", "tagname", "tagvalue", "id")
                .contains(name)) {
            throw invalid(whole);
        }
        return name;
    }

    private static ArmError invalid(String filter) {
        return ArmError.badRequest(
                "InvalidFilterInQueryString", "Invalid $filter '" + filter + "' specified in the query string.");
    }

    /** A tag's value is that of the tag named beside it. */
    private static boolean holds(List<Clause> clauses, ObjectNode resource) {
        String tag = clauses.stream()
                .filter(clause -> clause.property.equals("tagname") && clause.operator.equals("eq"))
                .map(Clause::value)
                .findFirst()
                .orElse("");
        return clauses.stream().allMatch(clause -> {
            List<String> values = values(clause.property, resource, tag);
            return clause.operator.equals("ne")
                    ? values.stream().noneMatch(clause.value::equalsIgnoreCase)
                    : values.stream().anyMatch(value -> matches(clause, value));
        });
    }

    private static boolean matches(Clause clause, String value) {
        String have = value.toLowerCase(Locale.ROOT);
        String want = clause.value.toLowerCase(Locale.ROOT);
        return switch (clause.operator) {
            case "substringof" -> have.contains(want);
            case "startswith" -> have.startsWith(want);
            default -> clause.property.equals("tagvalue") ? value.equals(clause.value) : have.equals(want);
        };
    }

    private static List<String> values(String property, ObjectNode resource, String tag) {
        JsonNode tags = resource.path("tags");
        return switch (property) {
            case "tagname" -> tags.properties().stream().map(Map.Entry::getKey).toList();
            case "tagvalue" ->
                tags.properties().stream()
                        .filter(entry -> tag.isEmpty() || entry.getKey().equalsIgnoreCase(tag))
                        .map(entry -> entry.getValue().asText())
                        .toList();
            case "resourcetype" -> List.of(resource.path("type").asText());
            case "resourcegroup" ->
                ResourceId.of(resource.path("id").asText())
                        .groupId()
                        .map(group -> group.substring(group.lastIndexOf('/') + 1))
                        .stream()
                        .toList();
            default -> List.of(resource.path(property).asText());
        };
    }
}
