// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Arguments;
import java.util.List;
import java.util.regex.Pattern;

/** The functions that make ids. Source: Azure docs, "Resource functions for ARM templates". */
final class IdFunctions {

    private static final Pattern TYPE = Pattern.compile("[^/.]+(\\.[^/]+)+/.+");
    private static final String GROUPS = "microsoft.resources/resourcegroups";

    private IdFunctions() {}

    static void define(Layer functions, Placement place) {
        functions
                .define("resourceId", call -> resourceId(call, place))
                .define("subscriptionResourceId", call -> {
                    List<String> texts = texts(call);
                    int type = type(call, texts, 1);
                    return id("/subscriptions/" + (type == 1 ? texts.get(0) : place.subscription()), texts, type, call);
                })
                .define("managementGroupResourceId", call -> managementGroupResourceId(call, place))
                .define("tenantResourceId", call -> id("", texts(call), 0, call))
                .define("extensionResourceId", call -> id(call.text(0), texts(call), 1, call));
    }

    /** {@code [managementGroup], type, name…}. */
    private static TextNode managementGroupResourceId(Arguments call, Placement place) {
        List<String> texts = texts(call);
        int type = type(call, texts, 1);
        String scope = type == 1
                ? "/providers/Microsoft.Management/managementGroups/" + texts.get(0)
                : place.managementGroup()
                        .orElseThrow(() -> call.wrong("needs the name of a management group at this scope"));
        return id(scope, texts, type, call);
    }

    /** {@code [subscription], [group], type, name…}. */
    private static TextNode resourceId(Arguments call, Placement place) {
        List<String> texts = texts(call);
        int type = type(call, texts, 2);
        String subscription = "/subscriptions/" + (type == 2 ? texts.get(0) : place.subscription());
        String group = type == 0
                ? place.group().map(name -> "/resourceGroups/" + name).orElse("")
                : isSubscription(texts, type) ? "" : "/resourceGroups/" + texts.get(type - 1);
        return id(
                isSubscription(texts, type) ? "/subscriptions/" + texts.get(0) : subscription + group,
                texts,
                type,
                call);
    }

    /** A single argument before the type is a group, unless it is written as a subscription's id is. */
    private static boolean isSubscription(List<String> texts, int type) {
        return type == 1 && texts.get(0).matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static List<String> texts(Arguments call) {
        return call.all().map(JsonNode::asText).toList();
    }

    private static int type(Arguments call, List<String> texts, int last) {
        for (int i = 0; i <= last && i < texts.size(); i++) {
            if (TYPE.matcher(texts.get(i)).matches()) {
                return i;
            }
        }
        throw call.wrong("expects a fully qualified resource type, such as Microsoft.Network/virtualNetworks");
    }

    private static TextNode id(String scope, List<String> texts, int type, Arguments call) {
        String[] types = texts.get(type).split("/");
        List<String> names = texts.subList(type + 1, texts.size());
        if (names.size() == 1 && types.length > 2) {
            names = List.of(names.get(0).split("/"));
        }
        if (names.size() != types.length - 1) {
            throw call.wrong("needs as many names as the type '" + texts.get(type) + "' has segments");
        }
        return new TextNode(path(scope, types, names));
    }

    /** The id of a resource by its type's segments, the namespace first, and its names. */
    static String path(String scope, String[] types, List<String> names) {
        if (String.join("/", types).equalsIgnoreCase(GROUPS)) {
            return scope.replaceFirst("(?i)/resourceGroups/.*", "") + "/resourceGroups/" + names.get(0);
        }
        StringBuilder id = new StringBuilder(scope).append("/providers/").append(types[0]);
        for (int i = 1; i < types.length; i++) {
            id.append('/').append(types[i]).append('/').append(names.get(i - 1));
        }
        return id.toString();
    }
}
