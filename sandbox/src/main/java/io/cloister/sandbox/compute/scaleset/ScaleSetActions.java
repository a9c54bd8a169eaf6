// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.DiskAttachment;
import io.cloister.sandbox.compute.machine.MachineOperation;
import io.cloister.sandbox.compute.machine.PowerAction;
import io.cloister.sandbox.operation.Conflicts;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a client has done to the members of a scale set: all, those it names, or one by its own path. */
public final class ScaleSetActions implements Route {

    private static final Duration DELETION = Duration.ofSeconds(30);
    private static final Duration UPGRADE = Duration.ofSeconds(40);
    private static final Set<String> OF_ALL = Set.of("osrollingupgrade", "extensionrollingupgrade");

    private final Store store;
    private final Operations operations;
    private final RollingUpgrades upgrades;

    public ScaleSetActions(Store store, Operations operations, RollingUpgrades upgrades) {
        this.store = store;
        this.operations = operations;
        this.upgrades = upgrades;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return call.is("POST")
                ? ScaleSetPath.parse(call.parts()).flatMap(path -> answer(call, path))
                : Optional.empty();
    }

    private Optional<Reply> answer(Call call, ScaleSetPath path) {
        if (path.rest().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode scaleSet = store.get(path.scaleSet()).orElseThrow(() -> ArmError.notFound(path.scaleSet()));
        ResourceId id = ResourceId.of(scaleSet.path("id").asText());
        Members members = Members.of(id, store);
        String shape = path.shape();
        if (path.rest().size() == 1) {
            return ofSet(call, id, scaleSet, members, path.word());
        }
        if (shape.equals("rollingupgrades/cancel")) {
            upgrades.cancel(id, store);
            return Optional.of(begin(call, id, List.of(), Duration.ofSeconds(5), member -> {}));
        }
        if (!shape.startsWith("virtualmachines/*/") || path.rest().size() != 3) {
            return Optional.empty();
        }
        ObjectNode member = find(members, path.instanceId());
        ResourceId memberId = ResourceId.of(member.path("id").asText());
        if (path.word().equals("attachdetachdatadisks")) {
            return Optional.of(new DiskAttachment(store).apply(call.json(), member));
        }
        Conflicts.refuse(call, memberId, operations);
        return PowerAction.named(path.word()).map(action -> power(call, memberId, members, List.of(member), action));
    }

    private Optional<Reply> ofSet(Call call, ResourceId id, ObjectNode scaleSet, Members members, String word) {
        if (OF_ALL.contains(word)) {
            upgrades.begin(id, store, members.all());
            return Optional.of(begin(call, id, List.of(), Duration.ofSeconds(5), member -> {}));
        }
        return switch (word) {
            case "delete" -> Optional.of(delete(call, id, members));
            case "manualupgrade" ->
                Optional.of(begin(
                        call,
                        id,
                        chosen(call, members),
                        UPGRADE,
                        member -> members.upgrade(member, store.get(id).orElse(scaleSet))));
            default -> PowerAction.named(word).map(action -> power(call, id, members, chosen(call, members), action));
        };
    }

    private Reply power(Call call, ResourceId target, Members members, List<ObjectNode> chosen, PowerAction action) {
        return new MachineOperation(store, operations)
                .begin(call, target, chosen, action.length(), action.meanwhile(), member -> {
                    if (action.reimages()) {
                        store.get(members.scaleSetId).ifPresent(set -> {
                            members.refreshOs(member, set);
                            members.upgrade(member, set);
                        });
                    }
                    action.complete(member, store);
                });
    }

    private Reply delete(Call call, ResourceId id, Members members) {
        List<ObjectNode> chosen = chosen(call, members);
        return begin(call, id, chosen, DELETION, member -> {
            members.remove(member);
            store.get(id)
                    .ifPresent(scaleSet -> scaleSet.withObject("/sku")
                            .put("capacity", members.all().size()));
        });
    }

    private Reply begin(
            Call call, ResourceId id, List<ObjectNode> members, Duration length, Consumer<ObjectNode> done) {
        return new MachineOperation(store, operations).begin(call, id, members, length, Optional.empty(), done);
    }

    /** Those that the body names; all without it, or where it says so with a star. */
    private static List<ObjectNode> chosen(Call call, Members members) {
        JsonNode ids = call.body().length == 0
                ? MissingNode.getInstance()
                : call.json().path("instanceIds");
        if (ids.isEmpty() || ids.path(0).asText().equals("*")) {
            return members.all();
        }
        List<ObjectNode> chosen = new ArrayList<>();
        ids.forEach(wanted -> chosen.add(find(members, wanted.asText())));
        return chosen;
    }

    private static ObjectNode find(Members members, String instanceId) {
        return members.all().stream()
                .filter(member -> members.instanceId(member).equalsIgnoreCase(instanceId))
                .findFirst()
                .orElseThrow(() -> UniformInstances.inactive(instanceId));
    }
}
