// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code $filter} of compliance states: comparisons of fields by {@code eq} and {@code ne}, joined by {@code and}. */
record StateFilter(List<Clause> clauses) {

    private static final Pattern CLAUSE = Pattern.compile(
            "\\s*\\(?\\s*(\\w+)\\s+(eq|ne)\\s+(?:'([^']*)'|(true|false))\\s*\\)?\\s*", Pattern.CASE_INSENSITIVE);

    record Clause(String field, boolean equal, String value) {
        boolean fits(JsonNode state) {
            return state.properties().stream()
                            .filter(property -> property.getKey().equalsIgnoreCase(field))
                            .anyMatch(property -> property.getValue().asText().equalsIgnoreCase(value))
                    == equal;
        }
    }

    /** Refuses what it does not understand, rather than to list too much. */
    static StateFilter parse(String filter) {
        List<Clause> clauses = new ArrayList<>();
        if (!filter.isBlank()) {
            for (String part : filter.split("(?i)\\s+and\\s+(?=(?:[^']*'[^']*')*[^']*$)")) {
                Matcher clause = CLAUSE.matcher(part);
                if (!clause.matches()) {
                    throw ArmError.badRequest(
                            "InvalidFilterInQueryString", "Invalid $filter '" + filter + "' in query string.");
                }
                clauses.add(new Clause(
                        clause.group(1),
                        clause.group(2).equalsIgnoreCase("eq"),
                        clause.group(3) != null ? clause.group(3) : clause.group(4)));
            }
        }
        return new StateFilter(clauses);
    }

    List<ObjectNode> of(Stream<ObjectNode> states) {
        return states.filter(state -> clauses.stream().allMatch(clause -> clause.fits(state)))
                .toList();
    }
}
