// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.ResourceTypes;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked of a resource group as a whole: its template, and to move its resources into another one. */
public final class GroupRoutes implements Route {

    private final Store store;
    private final ResourceTypes types;

    public GroupRoutes(Store store, ResourceTypes types) {
        this.store = store;
        this.types = types;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        if (!call.is("POST") || parts.size() != 5 || !parts.get(2).equalsIgnoreCase("resourceGroups")) {
            return Optional.empty();
        }
        String group = "/" + String.join("/", parts.subList(0, 4));
        return switch (parts.get(4).toLowerCase(Locale.ROOT)) {
            case "exporttemplate" -> Optional.of(Reply.ok(export(group)));
            case "moveresources", "validatemoveresources" -> {
                ResourceMove move = new ResourceMove(store, group, call.json());
                move.check();
                if (parts.get(4).equalsIgnoreCase("moveResources")) {
                    move.make();
                }
                yield Optional.of(Reply.empty(204));
            }
            default -> Optional.empty();
        };
    }

    private ObjectNode export(String group) {
        if (store.get(group).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(group));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode template = answer.putObject("template");
        template.put("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
                .put("contentVersion", "1.0.0.0");
        template.putObject("parameters");
        template.putObject("variables");
        template.putArray("resources");
        store.under(group + "/")
                .filter(resource -> resource.has("location"))
                .map(types::hidden)
                .forEach(resource -> template.withArray("/resources").add(ExportedResource.of(resource)));
        return answer;
    }
}
