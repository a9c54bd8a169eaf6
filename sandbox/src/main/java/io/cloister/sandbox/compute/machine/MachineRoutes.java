// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.disk.DiskModels;
import io.cloister.sandbox.compute.disk.Images;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.operation.Conflicts;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Beside a machine itself: its actions, its instance view, and lists that ask for views or one scale set's machines. */
public final class MachineRoutes implements Route {

    private static final Pattern OF_SCALE_SET =
            Pattern.compile("'virtualMachineScaleSet/id'\\s+eq\\s+'([^']+)'", Pattern.CASE_INSENSITIVE);

    private final Store store;
    private final Operations operations;
    private final MachineOperations machines;

    public MachineRoutes(Store store, Operations operations, MachineOperations machines) {
        this.store = store;
        this.operations = operations;
        this.machines = machines;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        ResourceId id = ResourceId.parse(call.path()).orElse(null);
        if (id == null || !id.namespace().equalsIgnoreCase("Microsoft.Compute")) {
            return Optional.empty();
        }
        if (id.type().equalsIgnoreCase(VirtualMachines.TYPE)) {
            return id.isCollection() ? list(call, id) : one(call, id);
        }
        boolean below = id.types().size() == 2 && id.names().size() == 1;
        return below && id.parent().type().equalsIgnoreCase(VirtualMachines.TYPE) ? below(call, id) : Optional.empty();
    }

    private Optional<Reply> one(Call call, ResourceId id) {
        String expand = expand(call);
        if (!call.is("GET") || expand.isEmpty()) {
            return Optional.empty();
        }
        return store.get(id).map(machine -> Reply.ok(shown(machine, expand)));
    }

    private Optional<Reply> list(Call call, ResourceId collection) {
        Matcher ofScaleSet = OF_SCALE_SET.matcher(call.filter());
        boolean filtered = ofScaleSet.find();
        boolean views = expand(call).contains("instanceview")
                || call.query().getOrDefault("statusonly", "").equalsIgnoreCase("true");
        if (!call.is("GET") || !(filtered || views)) {
            return Optional.empty();
        }
        String wanted = filtered ? ResourceId.key(ofScaleSet.group(1)) : "";
        return Optional.of(Reply.list(store.list(collection).stream()
                .filter(machine -> !filtered
                        || ResourceId.key(machine.at("/properties/virtualMachineScaleSet/id")
                                        .asText())
                                .equals(wanted))
                .map(machine -> shown(machine, views ? "instanceview" : ""))
                .toList()));
    }

    private Optional<Reply> below(Call call, ResourceId id) {
        String word = id.lastType().toLowerCase(Locale.ROOT);
        if (call.is("GET") && word.equals("instanceview")) {
            return Optional.of(Reply.ok(InstanceView.of(require(id.parent()), store)));
        }
        if (!call.is("POST")) {
            return Optional.empty();
        }
        return switch (word) {
            case "generalize" -> Optional.of(generalize(id.parent()));
            case "attachdetachdatadisks" ->
                Optional.of(new DiskAttachment(store).apply(call.json(), require(id.parent())));
            default -> PowerAction.named(word).map(action -> act(call, id.parent(), action));
        };
    }

    private Reply act(Call call, ResourceId asked, PowerAction action) {
        ObjectNode machine = require(asked);
        ResourceId id = ResourceId.of(machine.path("id").asText());
        Conflicts.refuse(call, id, operations);
        if (Notes.read(machine, Images.GENERALIZED).asBoolean()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "Operation '" + action.name().toLowerCase(Locale.ROOT) + "' is not allowed on VM '" + id.name()
                            + "' since the VM is generalized.");
        }
        return machines.begin(call, id, List.of(machine), action);
    }

    private Reply generalize(ResourceId asked) {
        ObjectNode machine = require(asked);
        if (Power.of(machine).filter(Power.RUNNING::equals).isPresent()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "The Virtual Machine '" + asked.name() + "' must be stopped before it is generalized.");
        }
        Notes.of(machine).put(Images.GENERALIZED, true);
        return Reply.empty(200);
    }

    private ObjectNode shown(ObjectNode machine, String expand) {
        ObjectNode shown = machine.deepCopy();
        OsProfiles.hide(shown);
        DiskModels.show(shown, new Backlinks(store));
        if (expand.contains("instanceview")) {
            shown.withObject("/properties").set("instanceView", InstanceView.of(machine, store));
        }
        if (expand.contains("userdata") && machine.path("properties").has("userData")) {
            shown.withObject("/properties")
                    .set("userData", machine.path("properties").path("userData"));
        }
        return shown;
    }

    private ObjectNode require(ResourceId id) {
        return store.get(id).orElseThrow(() -> ArmError.notFound(id.typed(VirtualMachines.TYPE)));
    }

    private static String expand(Call call) {
        return call.query().getOrDefault("$expand", "").toLowerCase(Locale.ROOT);
    }
}
