// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.DiskAttachment;
import io.cloister.sandbox.compute.machine.MachineOperations;
import io.cloister.sandbox.compute.machine.PowerAction;
import io.cloister.sandbox.compute.scaleset.rule.OrchestrationServices;
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

/** What a client has done to the members of a scale set: all, those it names, or one by its own path. */
public final class ScaleSetActions implements Route {

    private static final Duration DELETION = Duration.ofSeconds(30);
    private static final Duration UPGRADE = Duration.ofSeconds(40);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Set<String> OF_ALL = Set.of("osrollingupgrade", "extensionrollingupgrade");

    private static final String DELETE = "delete instances";
    private static final String UPGRADE_BY_HAND = "manual upgrade";
    private static final String REIMAGE = "reimage instances";
    /** What changes the scale set itself, at once, and lets its client wait nevertheless. */
    private static final String NOTHING_MORE = "rolling upgrade";

    private static final String SERVICE = "orchestration service";

    private final Store store;
    private final Operations operations;
    private final RollingUpgrades upgrades;
    private final MachineOperations machines;

    public ScaleSetActions(Store store, Operations operations, RollingUpgrades upgrades, MachineOperations machines) {
        this.store = store;
        this.operations = operations;
        this.upgrades = upgrades;
        this.machines = machines;
        machines.define(NOTHING_MORE, (target, member) -> {});
        machines.define(SERVICE, (target, member) -> {});
        machines.define(DELETE, this::deleted);
        machines.define(UPGRADE_BY_HAND, this::upgraded);
        machines.define(REIMAGE, this::reimaged);
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
            return ofSet(call, id, members, path.word());
        }
        if (shape.equals("rollingupgrades/cancel")) {
            upgrades.cancel(id);
            return Optional.of(machines.begin(call, id, List.of(), AT_ONCE, NOTHING_MORE));
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
        return PowerAction.named(path.word()).map(action -> power(call, memberId, List.of(member), action));
    }

    private Optional<Reply> ofSet(Call call, ResourceId id, Members members, String word) {
        if (OF_ALL.contains(word)) {
            upgrades.begin(id, members.all());
            return Optional.of(machines.begin(call, id, List.of(), AT_ONCE, NOTHING_MORE));
        }
        return switch (word) {
            case "delete" -> Optional.of(machines.begin(call, id, chosen(call, members), DELETION, DELETE));
            case "manualupgrade" ->
                Optional.of(machines.begin(call, id, chosen(call, members), UPGRADE, UPGRADE_BY_HAND));
            case "setorchestrationservicestate" -> {
                new OrchestrationServices(store.get(id).orElseThrow()).set(call.json());
                yield Optional.of(machines.begin(call, id, List.of(), AT_ONCE, SERVICE));
            }
            default -> PowerAction.named(word).map(action -> power(call, id, chosen(call, members), action));
        };
    }

    private Reply power(Call call, ResourceId target, List<ObjectNode> chosen, PowerAction action) {
        return action.reimages()
                ? machines.begin(call, target, chosen, action, REIMAGE)
                : machines.begin(call, target, chosen, action);
    }

    private void reimaged(ResourceId target, ObjectNode member) {
        scaleSet(target, member).ifPresent(scaleSet -> {
            members(scaleSet).refreshOs(member, scaleSet);
            members(scaleSet).upgrade(member, scaleSet);
        });
        PowerAction.REIMAGE.complete(member, store);
    }

    private void upgraded(ResourceId target, ObjectNode member) {
        scaleSet(target, member).ifPresent(scaleSet -> members(scaleSet).upgrade(member, scaleSet));
    }

    private void deleted(ResourceId target, ObjectNode member) {
        scaleSet(target, member).ifPresent(scaleSet -> {
            Members members = members(scaleSet);
            members.remove(member);
            scaleSet.withObject("/sku").put("capacity", members.all().size());
        });
    }

    /** The operation is on it, or on its member alone. */
    private Optional<ObjectNode> scaleSet(ResourceId target, ObjectNode member) {
        return switch (target.type()) {
            case VirtualMachineScaleSets.TYPE -> store.get(target);
            case UniformMembers.TYPE -> store.get(target.parent());
            default ->
                store.get(member.at("/properties/virtualMachineScaleSet/id").asText());
        };
    }

    private Members members(ObjectNode scaleSet) {
        return Members.of(ResourceId.of(scaleSet.path("id").asText()), store);
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
