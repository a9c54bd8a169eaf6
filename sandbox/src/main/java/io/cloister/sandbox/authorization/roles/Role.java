// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A role definition.
 *
 * @param id the last part of its resource id, by which it is known at every scope
 * @param history when it was made and last changed, and by whom; clients compare the two times
 * @param permissions each with {@code actions}, {@code notActions}, {@code dataActions} and {@code notDataActions}
 */
record Role(
        String id,
        String name,
        String description,
        boolean builtIn,
        JsonNode permissions,
        List<String> scopes,
        JsonNode history) {

    static final String TYPE = "Microsoft.Authorization/roleDefinitions";
    static final List<String> HISTORY = List.of("createdOn", "updatedOn", "createdBy", "updatedBy");

    /** Azure made its own by nobody; one time stands for all of theirs. */
    private static final JsonNode OF_BUILT_IN = JsonNodeFactory.instance
            .objectNode()
            .put("createdOn", "2015-02-02T21:55:09.8806423Z")
            .put("updatedOn", "2015-02-02T21:55:09.8806423Z")
            .putNull("createdBy")
            .putNull("updatedBy");

    Role {
        scopes = List.copyOf(scopes);
    }

    static Role builtIn(JsonNode json) {
        ArrayNode permissions = JsonNodeFactory.instance.arrayNode();
        permissions.add(permission(json));
        return new Role(
                json.path("id").asText(),
                json.path("name").asText(),
                json.path("description").asText(),
                true,
                permissions,
                List.of("/"),
                OF_BUILT_IN);
    }

    /** As it is kept after a client's PUT. */
    static Role custom(ObjectNode stored) {
        JsonNode properties = stored.path("properties");
        return new Role(
                stored.path("name").asText(),
                properties.path("roleName").asText(),
                properties.path("description").asText(),
                false,
                properties.path("permissions"),
                texts(properties.path("assignableScopes")),
                properties);
    }

    boolean permits(String action) {
        return StreamSupport.stream(permissions.spliterator(), false)
                .anyMatch(permission -> permits(permission, action));
    }

    /** @param subscription as part of its id; empty for the tenant's */
    ObjectNode definition(String subscription) {
        String scope = subscription.isEmpty() ? "" : "/subscriptions/" + subscription;
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition
                .put("id", scope + "/providers/" + TYPE + "/" + id)
                .put("name", id)
                .put("type", TYPE);
        ObjectNode properties = definition.putObject("properties");
        properties
                .put("roleName", name)
                .put("type", builtIn ? "BuiltInRole" : "CustomRole")
                .put("description", description);
        scopes.forEach(properties.putArray("assignableScopes")::add);
        properties.set("permissions", permissions.deepCopy());
        HISTORY.stream().filter(history::has).forEach(field -> properties.set(field, history.path(field)));
        return definition;
    }

    static Optional<String> idIn(String definitionId) {
        int slash = definitionId.lastIndexOf('/');
        return definitionId.isEmpty()
                ? Optional.empty()
                : Optional.of(definitionId.substring(slash + 1).toLowerCase(Locale.ROOT));
    }

    /** The four lists, each there even if it is empty. */
    static ObjectNode permission(JsonNode given) {
        ObjectNode permission = JsonNodeFactory.instance.objectNode();
        for (String list : List.of("actions", "notActions", "dataActions", "notDataActions")) {
            ArrayNode values = permission.putArray(list);
            given.path(list).forEach(values::add);
        }
        return permission;
    }

    private static boolean permits(JsonNode permission, String action) {
        return texts(permission.path("actions")).stream().anyMatch(pattern -> matches(pattern, action))
                && texts(permission.path("notActions")).stream().noneMatch(pattern -> matches(pattern, action));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean matches(String pattern, String action) {
        String regex = String.join(
                ".*",
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).toList());
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
    }
}
