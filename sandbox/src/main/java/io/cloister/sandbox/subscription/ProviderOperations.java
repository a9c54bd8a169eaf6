// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /providers/Microsoft.Authorization/providerOperations[/{ns}]} and {@code /providers/{ns}/operations}: what roles can
 * permit, for the types that there are. Source: Azure docs, REST "Provider Operations Metadata" and "Operations - List".
 */
public final class ProviderOperations implements Route {

    private static final String PATH = "/providers/Microsoft.Authorization/providerOperations";
    private static final Pattern OF_ONE = Pattern.compile("/providers/([^/]+)/operations", Pattern.CASE_INSENSITIVE);
    private static final List<String> WORDS = List.of("read", "write", "delete");
    private static final Map<String, String> VERBS =
            Map.of("read", "Get", "write", "Create or update", "delete", "Delete");

    private final Providers providers;

    public ProviderOperations(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        String path = call.path().replaceAll("/+$", "");
        Matcher own = OF_ONE.matcher(path);
        if (call.is("GET") && own.matches()) {
            return providers.namespaces().stream()
                    .filter(own.group(1)::equalsIgnoreCase)
                    .findFirst()
                    .map(namespace -> Reply.list(operations(namespace)));
        }
        if (!call.is("GET") || !path.regionMatches(true, 0, PATH, 0, PATH.length())) {
            return Optional.empty();
        }
        if (path.length() == PATH.length()) {
            return Optional.of(
                    Reply.list(providers.namespaces().stream().map(this::of).toList()));
        }
        String asked = path.substring(PATH.length() + 1);
        return providers.namespaces().stream()
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .map(this::of)
                .map(Reply::ok)
                .or(() -> {
                    throw new ArmError(
                            404, "ProviderNotFound", "Provider with namespace '" + asked + "' could not be found.");
                });
    }

    private List<ObjectNode> operations(String namespace) {
        return providers.typesOf(namespace).stream()
                .flatMap(type -> WORDS.stream().map(verb -> operation(namespace, type, verb)))
                .toList();
    }

    private static ObjectNode operation(String namespace, String type, String verb) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("name", namespace + "/" + type + "/" + verb).put("isDataAction", false);
        operation
                .putObject("display")
                .put("provider", namespace)
                .put("resource", type)
                .put("operation", VERBS.get(verb) + " " + type)
                .put("description", VERBS.get(verb) + " resources of type " + namespace + "/" + type);
        return operation;
    }

    private ObjectNode of(String namespace) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("displayName", namespace);
        shown.putArray("operations");
        ArrayNode types = shown.putArray("resourceTypes");
        for (String type : providers.typesOf(namespace)) {
            ObjectNode one = types.addObject().put("name", type).put("displayName", type);
            ArrayNode operations = one.putArray("operations");
            for (String verb : WORDS) {
                operations
                        .addObject()
                        .put("name", namespace + "/" + type + "/" + verb)
                        .put("displayName", VERBS.get(verb) + " " + type)
                        .put("description", VERBS.get(verb) + " resources of type " + namespace + "/" + type)
                        .put("isDataAction", false);
            }
        }
        return shown.put("id", PATH + "/" + namespace)
                .put("type", "Microsoft.Authorization/providerOperations")
                .put("name", namespace);
    }
}
