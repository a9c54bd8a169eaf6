// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.field.Target;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Which resources an assignment or an exemption is about: those under a scope, perhaps of some types or places only. */
final class Scopes {

    /** In lower case. Only those above the subscriptions that are asked about are known. */
    private static final Pattern MANAGEMENT_GROUP =
            Pattern.compile("/providers/microsoft\\.management/managementgroups/[^/]+");

    private Scopes() {}

    static boolean isUnder(String id, String scope) {
        String lower = id.toLowerCase(Locale.ROOT);
        String above = scope.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        return lower.equals(above)
                || lower.startsWith(above + "/")
                || MANAGEMENT_GROUP.matcher(above).matches() && lower.startsWith("/subscriptions/");
    }

    /** Source: Azure docs, "assignment structure", Resource selectors. All of a selector must fit, of one selector at least. */
    static boolean selects(JsonNode resourceSelectors, Target target) {
        return resourceSelectors.isEmpty()
                || StreamSupport.stream(resourceSelectors.spliterator(), false)
                        .anyMatch(one -> StreamSupport.stream(
                                        one.path("selectors").spliterator(), false)
                                .allMatch(selector -> fitsTarget(selector, target)));
    }

    /** One selector, of a place or a type. */
    static boolean fitsTarget(JsonNode selector, Target target) {
        return fits(selector, value(selector, target));
    }

    /** Whether {@code value} is {@code in} a selector's list, or not in its {@code notIn}. */
    static boolean fits(JsonNode selector, String value) {
        return selector.has("notIn") ? !has(selector.path("notIn"), value) : has(selector.path("in"), value);
    }

    private static String value(JsonNode selector, Target target) {
        return switch (selector.path("kind").asText().toLowerCase(Locale.ROOT)) {
            case "resourcetype" -> target.type();
            case "resourcelocation" -> target.resource().path("location").asText();
            case "resourcewithoutlocation" -> target.resource().has("location") ? "" : "subscriptionLevelResources";
            default -> "";
        };
    }

    private static boolean has(JsonNode list, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .anyMatch(one -> one.asText().replace(" ", "").equalsIgnoreCase(value.replace(" ", "")));
    }
}
