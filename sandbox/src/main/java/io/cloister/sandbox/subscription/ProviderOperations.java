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

/**
 * {@code /providers/Microsoft.Authorization/providerOperations[/{ns}]}: what roles can permit, for the types that there are.
 * Source: Azure docs, REST "Provider Operations Metadata".
 */
public final class ProviderOperations implements Route {

    private static final String PATH = "/providers/Microsoft.Authorization/providerOperations";
    private static final Map<String, String> VERBS =
            Map.of("read", "Get", "write", "Create or update", "delete", "Delete");

    private final Providers providers;

    public ProviderOperations(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        String path = call.path().replaceAll("/+$", "");
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

    private ObjectNode of(String namespace) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("displayName", namespace);
        shown.putArray("operations");
        ArrayNode types = shown.putArray("resourceTypes");
        for (String type : providers.typesOf(namespace)) {
            ObjectNode one = types.addObject().put("name", type).put("displayName", type);
            ArrayNode operations = one.putArray("operations");
            for (String verb : List.of("read", "write", "delete")) {
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
