// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.body.Tags;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;

/**
 * {@code /subscriptions/{s}/tagNames[/{name}[/tagValues/{value}]]}: the names and values that are predefined, and those that
 * are in use anywhere in the subscription. Source: Azure docs, REST "Tags".
 */
public final class TagNameRoutes implements Route {

    private final Store store;

    public TagNameRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        boolean asked = parts.size() >= 3
                && parts.get(0).equalsIgnoreCase("subscriptions")
                && parts.get(2).equalsIgnoreCase("tagNames");
        if (!asked) {
            return Optional.empty();
        }
        TagNames names = new TagNames(store, ResourceId.of("/subscriptions/" + parts.get(1)));
        return switch (parts.size()) {
            case 3 -> Optional.of(list(call, names));
            case 4 -> Optional.of(name(call, names, parts.get(3)));
            case 6 ->
                parts.get(4).equalsIgnoreCase("tagValues")
                        ? Optional.of(value(call, names, parts.get(3), parts.get(5)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Reply list(Call call, TagNames names) {
        if (!call.is("GET")) {
            throw notAllowed(call);
        }
        return Page.of(call, names.all());
    }

    private static Reply name(Call call, TagNames names, String name) {
        return switch (call.method()) {
            case "PUT" -> {
                Tags.requireName(name);
                boolean fresh = names.predefine(name);
                yield written(fresh, names.shown(name));
            }
            case "DELETE" -> {
                if (names.isUsed(name)) {
                    throw ArmError.conflict(
                            "TagNameInUse",
                            "The tag name '" + name
                                    + "' cannot be deleted. It is associated to one or more resources.");
                }
                if (!names.values(name).isEmpty()) {
                    throw ArmError.conflict(
                            "TagNameHasValues",
                            "The tag name '" + name + "' cannot be deleted. It has predefined values.");
                }
                yield Reply.empty(names.forget(name) ? 200 : 204);
            }
            default -> throw notAllowed(call);
        };
    }

    private static Reply value(Call call, TagNames names, String name, String value) {
        if (!names.isPredefined(name)) {
            throw new ArmError(
                    404, "PredefinedTagNameNotFound", "Predefined tag name '" + name + "' could not be found.");
        }
        return switch (call.method()) {
            case "PUT" -> {
                Tags.requireValue(value);
                boolean fresh = names.predefine(name, value);
                yield written(fresh, names.shown(name, value));
            }
            case "DELETE" -> {
                if (names.isUsed(name, value)) {
                    throw ArmError.conflict(
                            "TagValueInUse",
                            "The tag cannot be deleted. It is associated to one or more resources. Tag name '" + name
                                    + "' and tag value '" + value + "'.");
                }
                yield Reply.empty(names.forget(name, value) ? 200 : 204);
            }
            default -> throw notAllowed(call);
        };
    }

    private static Reply written(boolean fresh, ObjectNode shown) {
        return Reply.of(fresh ? 201 : 200, shown);
    }

    private static ArmError notAllowed(Call call) {
        return new ArmError(
                405, "MethodNotAllowed", "The method '" + call.method() + "' is not allowed on '" + call.path() + "'.");
    }
}
