// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import java.util.Optional;

/** Whether a machine runs, as {@code PowerState/…} says. A machine that was never powered on has none. */
public enum Power {
    STARTING("starting", "VM starting"),
    RUNNING("running", "VM running"),
    STOPPING("stopping", "VM stopping"),
    STOPPED("stopped", "VM stopped"),
    DEALLOCATING("deallocating", "VM deallocating"),
    DEALLOCATED("deallocated", "VM deallocated");

    private static final String NOTE = "power";

    private final String word;
    private final String display;

    Power(String word, String display) {
        this.word = word;
        this.display = display;
    }

    public static Optional<Power> of(JsonNode machine) {
        JsonNode note = Notes.read(machine, NOTE);
        return note.isTextual() ? Optional.of(valueOf(note.asText())) : Optional.empty();
    }

    public void set(ObjectNode machine) {
        Notes.of(machine).put(NOTE, name());
    }

    /** Nothing is done inside a machine that does not run. One that was never powered on is still being made. */
    public static void requireRunning(JsonNode machine) {
        of(machine).filter(power -> power != RUNNING).ifPresent(power -> {
            throw ArmError.conflict(
                    "OperationNotAllowed", "Cannot modify extensions in the VM when the VM is not running.");
        });
    }

    String code() {
        return "PowerState/" + word;
    }

    String display() {
        return display;
    }
}
