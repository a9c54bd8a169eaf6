// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.Power;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.operation.Timers;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Upgrades that go through a scale set batch by batch, and stop when too many of its members do not run.
 *
 * <p>Source: Azure docs, "Configure rolling upgrades on Virtual Machine Scale Sets".
 */
public final class RollingUpgrades {

    private static final String NOTE = "rollingUpgrade";
    private static final Duration BATCH = Duration.ofSeconds(40);
    private static final int STANDARD_PERCENT = 20;

    /** Kept with the upgrade's status: the ids of all its members, how many are done, and how many are being upgraded. */
    private static final String MEMBERS = "members";

    private static final String DONE = "done";
    private static final String BATCH_SIZE = "batch";

    private final SandboxClock clock;
    private final Supplier<Store> store;
    private final Timers timers;

    /** @param store known only once there is a type for everything in it */
    public RollingUpgrades(SandboxClock clock, Supplier<Store> store, Timers timers) {
        this.clock = clock;
        this.store = store;
        this.timers = timers;
        timers.on(NOTE, this::goOn);
    }

    /** @param members those to upgrade, none of them left out */
    void begin(ResourceId scaleSetId, List<ObjectNode> members) {
        ObjectNode scaleSet = store.get().get(scaleSetId).orElseThrow();
        if (latest(scaleSet).filter(RollingUpgrades::isRunning).isPresent()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "A rolling upgrade is in progress on the scale set '" + scaleSetId.name()
                            + "'. Cancel it, or wait for its end.");
        }
        ObjectNode upgrade = Notes.of(scaleSet).putObject(NOTE);
        String now = clock.now().toString();
        upgrade.putObject("runningStatus")
                .put("code", "RollingForward")
                .put("startTime", now)
                .put("lastAction", "Start")
                .put("lastActionTime", now);
        progress(upgrade, 0, 0, members.size());
        members.forEach(member -> upgrade.withArray("/" + MEMBERS).add(member.path("id")));
        next(scaleSetId, scaleSet, upgrade, 0);
    }

    void cancel(ResourceId scaleSetId) {
        ObjectNode upgrade = store.get()
                .get(scaleSetId)
                .flatMap(RollingUpgrades::latest)
                .filter(RollingUpgrades::isRunning)
                .orElseThrow(() -> ArmError.conflict(
                        "OperationNotAllowed", "There is no rolling upgrade in progress to be cancelled."));
        end(upgrade, "Cancelled", "Cancel");
    }

    /** As {@code rollingUpgrades/latest} shows it; empty where there was none. */
    Optional<ObjectNode> status(ObjectNode scaleSet) {
        return latest(scaleSet).map(upgrade -> {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            shown.put("name", "latest").put("type", VirtualMachineScaleSets.TYPE + "/rollingUpgrades");
            shown.put("id", scaleSet.path("id").asText() + "/rollingUpgrades/latest");
            shown.set("location", scaleSet.path("location"));
            ObjectNode properties = shown.putObject("properties");
            ObjectNode policy = properties.putObject("policy");
            policy.put("maxBatchInstancePercent", percent(scaleSet, "maxBatchInstancePercent"));
            policy.put("maxUnhealthyInstancePercent", percent(scaleSet, "maxUnhealthyInstancePercent"));
            policy.put("maxUnhealthyUpgradedInstancePercent", percent(scaleSet, "maxUnhealthyUpgradedInstancePercent"));
            policy.put("pauseTimeBetweenBatches", pause(scaleSet).toString());
            properties.setAll(upgrade.deepCopy());
            properties.remove(List.of(MEMBERS, DONE, BATCH_SIZE));
            return shown;
        });
    }

    /** The time of a batch, or of the pause after it, is over. A batch that was begun is finished whatever becomes of the rest. */
    private void goOn(ResourceId id) {
        store.get()
                .get(id)
                .ifPresent(scaleSet -> latest(scaleSet).ifPresent(upgrade -> {
                    int done = upgrade.path(DONE).asInt();
                    int batch = upgrade.path(BATCH_SIZE).asInt();
                    if (batch > 0) {
                        finish(id, scaleSet, upgrade, done, done + batch);
                    } else if (isRunning(upgrade)) {
                        next(id, scaleSet, upgrade, done);
                    }
                }));
    }

    private void next(ResourceId id, ObjectNode scaleSet, ObjectNode upgrade, int done) {
        int all = upgrade.path(MEMBERS).size();
        if (done == all) {
            end(upgrade, "Completed", "Start");
            return;
        }
        if (unhealthyPercent(Members.of(id, store.get()).all()) > percent(scaleSet, "maxUnhealthyInstancePercent")) {
            end(upgrade, "Faulted", "Start");
            return;
        }
        int size = Math.max(1, all * percent(scaleSet, "maxBatchInstancePercent") / 100);
        int batch = Math.min(all - done, size);
        upgrade.put(DONE, done).put(BATCH_SIZE, batch);
        progress(upgrade, done, batch, all - done - batch);
        timers.set(NOTE, id, BATCH);
    }

    private void finish(ResourceId id, ObjectNode scaleSet, ObjectNode upgrade, int done, int after) {
        Members members = Members.of(id, store.get());
        for (int i = done; i < after; i++) {
            store.get()
                    .get(upgrade.path(MEMBERS).path(i).asText())
                    .ifPresent(found -> members.upgrade(found, scaleSet));
        }
        upgrade.put(DONE, after).put(BATCH_SIZE, 0);
        if (isRunning(upgrade)) {
            int all = upgrade.path(MEMBERS).size();
            progress(upgrade, after, 0, all - after);
            timers.set(NOTE, id, after == all ? Duration.ZERO : pause(scaleSet));
        }
    }

    private void end(ObjectNode upgrade, String code, String action) {
        upgrade.withObject("/runningStatus")
                .put("code", code)
                .put("lastAction", action)
                .put("lastActionTime", clock.now().toString());
        upgrade.withObject("/progress").put("inProgressInstanceCount", 0);
    }

    private static boolean isRunning(ObjectNode upgrade) {
        return upgrade.at("/runningStatus/code").asText().equals("RollingForward");
    }

    private static Optional<ObjectNode> latest(ObjectNode scaleSet) {
        return Notes.read(scaleSet, NOTE) instanceof ObjectNode upgrade ? Optional.of(upgrade) : Optional.empty();
    }

    private static void progress(ObjectNode upgrade, int successful, int inProgress, int pending) {
        upgrade.putObject("progress")
                .put("successfulInstanceCount", successful)
                .put("failedInstanceCount", 0)
                .put("inProgressInstanceCount", inProgress)
                .put("pendingInstanceCount", pending);
    }

    private static int unhealthyPercent(List<ObjectNode> members) {
        long down = members.stream()
                .filter(member -> Power.of(member).filter(Power.RUNNING::equals).isEmpty())
                .count();
        return members.isEmpty() ? 0 : (int) (100 * down / members.size());
    }

    private static int percent(ObjectNode scaleSet, String name) {
        return scaleSet.at("/properties/upgradePolicy/rollingUpgradePolicy/" + name)
                .asInt(STANDARD_PERCENT);
    }

    private static Duration pause(ObjectNode scaleSet) {
        try {
            return Duration.parse(scaleSet.at("/properties/upgradePolicy/rollingUpgradePolicy/pauseTimeBetweenBatches")
                    .asText("PT0S"));
        } catch (DateTimeParseException notADuration) {
            return Duration.ZERO;
        }
    }
}
