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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code {scope}/resources}: everything there is in a group or subscription, and a subscription's groups; filtered. */
public final class InventoryRoutes implements Route {

    private static final String SKIP_TOKEN = "$skiptoken";
    private static final int LONGEST_PAGE = 1000;

    private final Store store;
    private final Times times;

    public InventoryRoutes(Store store, Times times) {
        this.store = store;
        this.times = times;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        if (!call.is("GET") || parts.size() < 3 || !parts.get(0).equalsIgnoreCase("subscriptions")) {
            return Optional.empty();
        }
        boolean ofGroup = parts.size() == 5 && parts.get(2).equalsIgnoreCase("resourceGroups");
        String scope = "/" + String.join("/", parts.subList(0, parts.size() - 1));
        return switch (parts.get(parts.size() - 1).toLowerCase(Locale.ROOT)) {
            case "resources" ->
                parts.size() == 3 || ofGroup ? Optional.of(resources(call, scope, ofGroup)) : Optional.empty();
            case "resourcegroups" -> parts.size() == 3 ? Optional.of(groups(call, scope)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Reply resources(Call call, String scope, boolean ofGroup) {
        if (ofGroup && store.get(scope).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(scope));
        }
        String expand = call.query().getOrDefault("$expand", "");
        return page(
                call,
                store.under(scope + "/")
                        .filter(InventoryRoutes::isTracked)
                        .filter(ResourceFilter.parse(call.filter()))
                        .map(resource -> summary(resource, expand))
                        .toList());
    }

    private Reply groups(Call call, String subscription) {
        ResourceId collection = ResourceId.of(subscription + "/resourceGroups");
        return page(
                call,
                store.list(collection).stream()
                        .filter(ResourceFilter.parse(call.filter()))
                        .map(ObjectNode::deepCopy)
                        .toList());
    }

    private static boolean isTracked(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        return id.isTopLevel() && id.groupId().isPresent() && resource.has("location") && !id.isGroup();
    }

    private ObjectNode summary(ObjectNode resource, String expand) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "id", "name", "type", "location", "tags", "sku", "kind", "plan", "zones", "identity", "managedBy")) {
            if (resource.has(field)) {
                summary.set(field, resource.path(field).deepCopy());
            }
        }
        times.addTo(summary, expand);
        if (expand.contains("provisioningState")) {
            summary.put(
                    "provisioningState",
                    resource.path("properties").path("provisioningState").asText("Succeeded"));
        }
        return summary;
    }

    /** As many as {@code $top} asks for, and where the next ones are. */
    private static Reply page(Call call, List<ObjectNode> all) {
        int from = Math.min(number(call, SKIP_TOKEN, 0), all.size());
        int to = (int) Math.min(all.size(), (long) from + Math.max(1, number(call, "$top", LONGEST_PAGE)));
        Reply page = Reply.list(all.subList(from, to));
        if (to < all.size()) {
            String query = call.query().entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(SKIP_TOKEN))
                    .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                    .collect(Collectors.joining("&"));
            ((ObjectNode) page.body())
                    .put("nextLink", call.base() + call.path() + "?" + query + "&" + SKIP_TOKEN + "=" + to);
        }
        return page;
    }

    private static int number(Call call, String name, int otherwise) {
        Map<String, String> query = call.query();
        String text = query.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw ArmError.badRequest(
                    "InvalidQueryParameter",
                    "The value '" + text + "' of the query parameter '" + name + "' is invalid.");
        }
        return Integer.parseInt(text);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
