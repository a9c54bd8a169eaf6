// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code {scope}/resources}: everything there is in a group or subscription, filtered by tag, type or name. */
public final class InventoryRoutes implements Route {

    private static final Pattern CLAUSE = Pattern.compile("(\\w+)\\s+eq\\s+'((?:[^']|'')*)'", Pattern.CASE_INSENSITIVE);

    private final Store store;

    public InventoryRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        boolean ofSubscription = parts.size() == 3;
        boolean ofGroup = parts.size() == 5 && parts.get(2).equalsIgnoreCase("resourceGroups");
        if (!call.is("GET")
                || !(ofSubscription || ofGroup)
                || !parts.get(parts.size() - 1).equalsIgnoreCase("resources")) {
            return Optional.empty();
        }
        String scope = "/" + String.join("/", parts.subList(0, parts.size() - 1));
        if (ofGroup && store.get(scope).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(scope));
        }
        return Optional.of(Reply.list(store.under(scope + "/")
                .filter(InventoryRoutes::isTracked)
                .filter(resource -> matches(resource, call.filter()))
                .map(InventoryRoutes::summary)
                .toList()));
    }

    private static boolean isTracked(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        return id.isTopLevel() && !id.isGroup() && !id.namespace().equals("Microsoft.Authorization");
    }

    private static boolean matches(ObjectNode resource, String filter) {
        Matcher clauses = CLAUSE.matcher(filter);
        String tag = null;
        while (clauses.find()) {
            String value = clauses.group(2).replace("''", "'");
            boolean holds = switch (clauses.group(1).toLowerCase(Locale.ROOT)) {
                case "tagname" -> {
                    tag = value;
                    yield tag(resource, value).isPresent();
                }
                case "tagvalue" ->
                    tag != null && tag(resource, tag).filter(value::equals).isPresent();
                case "resourcetype" -> resource.path("type").asText().equalsIgnoreCase(value);
                case "name" -> resource.path("name").asText().equalsIgnoreCase(value);
                case "location" -> resource.path("location").asText().equalsIgnoreCase(value);
                case "resourcegroup" ->
                    ResourceId.of(resource.path("id").asText())
                            .groupId()
                            .filter(group -> ResourceId.key(group).endsWith("/" + ResourceId.key(value)))
                            .isPresent();
                default -> true;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> tag(ObjectNode resource, String name) {
        return resource.path("tags").properties().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .map(value -> value.asText())
                .findFirst();
    }

    private static ObjectNode summary(ObjectNode resource) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("id", "name", "type", "location", "tags", "sku", "zones", "identity")) {
            if (resource.has(field)) {
                summary.set(field, resource.path(field).deepCopy());
            }
        }
        return summary;
    }
}
