// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.guest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.MachineOperations;
import io.cloister.sandbox.compute.machine.Power;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.operation.Conflicts;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a running machine's agent does when it is asked: runs a command, assesses or installs patches. The sandbox's guests run
 * no script, so that a command prints nothing, and they are always up to date.
 *
 * <p>Source: Azure REST docs, "Virtual Machines - Run Command", "- Assess Patches" and "- Install Patches".
 */
public final class GuestActions implements Route {

    private static final String RUN = "run command";
    private static final String ASSESS = "assess patches";
    private static final String INSTALL = "install patches";
    private static final Duration COMMAND = Duration.ofSeconds(20);
    private static final Duration PATCHES = Duration.ofSeconds(60);

    private final Store store;
    private final Operations operations;
    private final MachineOperations machines;
    private final SandboxClock clock;

    public GuestActions(Store store, Operations operations, MachineOperations machines, SandboxClock clock) {
        this.store = store;
        this.operations = operations;
        this.machines = machines;
        this.clock = clock;
        machines.define(RUN, machine -> printed());
        machines.define(
                ASSESS,
                machine -> patches("assessmentActivityId")
                        .put("criticalAndSecurityPatchCount", 0)
                        .put("otherPatchCount", 0));
        machines.define(
                INSTALL,
                machine -> patches("installationActivityId")
                        .put("maintenanceWindowExceeded", false)
                        .put("excludedPatchCount", 0)
                        .put("notSelectedPatchCount", 0)
                        .put("pendingPatchCount", 0)
                        .put("installedPatchCount", 0)
                        .put("failedPatchCount", 0));
    }

    @Override
    public Optional<Reply> answer(Call call) {
        ResourceId id = call.is("POST") ? ResourceId.parse(call.path()).orElse(null) : null;
        if (id == null || id.isTopLevel() || !id.isCollection()) {
            return Optional.empty();
        }
        boolean alone = id.parent().type().equalsIgnoreCase("Microsoft.Compute/virtualMachines");
        boolean instance =
                id.parent().type().equalsIgnoreCase("Microsoft.Compute/virtualMachineScaleSets/virtualMachines");
        if (!alone && !instance) {
            return Optional.empty();
        }
        return switch (id.lastType().toLowerCase(Locale.ROOT)) {
            case "runcommand" -> {
                String command = call.json().path("commandId").asText();
                if (command.isEmpty()) {
                    throw OsProfiles.invalid("commandId", "Required parameter 'commandId' is missing (null).");
                }
                CommandCatalog.require(command);
                yield Optional.of(begin(call, id.parent(), RUN, COMMAND));
            }
            case "assesspatches" -> alone ? Optional.of(begin(call, id.parent(), ASSESS, PATCHES)) : Optional.empty();
            case "installpatches" -> alone ? Optional.of(begin(call, id.parent(), INSTALL, PATCHES)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Reply begin(Call call, ResourceId asked, String kind, Duration length) {
        ObjectNode machine = store.get(asked).orElseThrow(() -> ArmError.notFound(asked));
        ResourceId id = ResourceId.of(machine.path("id").asText());
        Conflicts.refuse(call, id, operations);
        Power.requireRunning(machine);
        return machines.begin(call, id, List.of(machine), length, kind);
    }

    private static ObjectNode printed() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putArray("value")
                .addObject()
                .put("code", "ProvisioningState/succeeded")
                .put("level", "Info")
                .put("displayStatus", "Provisioning succeeded")
                .put("message", "Enable succeeded: \n[stdout]\n\n[stderr]\n");
        return output;
    }

    private ObjectNode patches(String activity) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("status", "Succeeded").put(activity, UUID.randomUUID().toString());
        output.put("rebootStatus", "NotNeeded").put("rebootPending", false);
        output.put("startDateTime", clock.now().toString());
        output.putArray("patches");
        return output;
    }
}
