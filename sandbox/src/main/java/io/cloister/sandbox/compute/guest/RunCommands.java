// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.Power;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/**
 * A command that is kept with its machine and has run there; nothing of it is printed, as the sandbox's guests run no script.
 *
 * <p>Source: Azure docs, "Run scripts in your Linux VM by using managed Run Commands".
 */
public record RunCommands(String type, SandboxClock clock) implements ComputeType {

    private static final String VIEW = "instanceView";

    public static List<RunCommands> all(SandboxClock clock) {
        return List.of(
                new RunCommands("Microsoft.Compute/virtualMachines/runCommands", clock),
                new RunCommands("Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands", clock));
    }

    @Override
    public Timing timing() {
        return Timing.seconds(20, 20, 10);
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        if (properties.path("source").isEmpty()) {
            throw OsProfiles.invalid("properties.source", "Required parameter 'properties.source' is missing (null).");
        }
        write.store().get(write.id().parent()).ifPresent(Power::requireRunning);
        properties.put("asyncExecution", properties.path("asyncExecution").asBoolean(false));
        properties.put("timeoutInSeconds", properties.path("timeoutInSeconds").asInt(0));
    }

    @Override
    public void completed(ResourceId id, Store store) {
        String now = clock.now().toString();
        store.get(id)
                .ifPresent(command -> command.withObject("/properties")
                        .putObject(VIEW)
                        .put("executionState", "Succeeded")
                        .put("executionMessage", "")
                        .put("exitCode", 0)
                        .put("output", "")
                        .put("error", "")
                        .put("startTime", now)
                        .put("endTime", now));
    }

    @Override
    public void hide(ObjectNode shown) {
        shown.withObject("/properties").remove(List.of("runAsPassword", "protectedParameters"));
    }
}
