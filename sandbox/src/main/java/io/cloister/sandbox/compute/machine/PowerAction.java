// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.disk.MachineDisks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a machine as it is: {@code POST {machine}/start} and the like. */
public enum PowerAction {
    START(20, Power.STARTING, Power.RUNNING, true),
    POWER_OFF(15, Power.STOPPING, Power.STOPPED, false),
    DEALLOCATE(30, Power.DEALLOCATING, Power.DEALLOCATED, false),
    /** The guest keeps its disk and what it is; it is back before anyone can tell. */
    RESTART(20, null, Power.RUNNING, false),
    REDEPLOY(60, null, Power.RUNNING, false),
    REAPPLY(5, null, null, false),
    PERFORM_MAINTENANCE(30, null, Power.RUNNING, false),
    /** The OS disk is made anew: the guest boots for the first time again. */
    REIMAGE(40, Power.STARTING, Power.RUNNING, true),
    REIMAGE_ALL(40, Power.STARTING, Power.RUNNING, true);

    private final Duration length;
    private final Power meanwhile;
    private final Power after;
    private final boolean boots;

    PowerAction(long seconds, Power meanwhile, Power after, boolean boots) {
        this.length = Duration.ofSeconds(seconds);
        this.meanwhile = meanwhile;
        this.after = after;
        this.boots = boots;
    }

    public static Optional<PowerAction> named(String word) {
        return Arrays.stream(values())
                .filter(action -> action.name().replace("_", "").equals(word.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    public Duration length() {
        return length;
    }

    public Optional<Power> meanwhile() {
        return Optional.ofNullable(meanwhile);
    }

    public boolean reimages() {
        return this == REIMAGE || this == REIMAGE_ALL;
    }

    /** The machine is in its new state, and its guest, if it is to, boots. */
    public void complete(ObjectNode machine, Store store) {
        if (after == null) {
            return;
        }
        ResourceId id = ResourceId.of(machine.path("id").asText());
        after.set(machine);
        if (after != Power.RUNNING || reimages()) {
            store.stopped(id);
        }
        new MachineDisks(id, store).state(after == Power.DEALLOCATED ? "Reserved" : "Attached");
        if (boots) {
            store.started(id);
        }
    }
}
