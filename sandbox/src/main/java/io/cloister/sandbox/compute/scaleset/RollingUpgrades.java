// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.Power;
import io.cloister.sandbox.core.Later;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Upgrades that go through a scale set batch by batch, and stop when too many of its members do not run.
 *
 * <p>Source: Azure docs, "Configure rolling upgrades on Virtual Machine Scale Sets".
 */
public final class RollingUpgrades {

    private static final String NOTE = "rollingUpgrade";
    private static final Duration BATCH = Duration.ofSeconds(40);
    private static final int STANDARD_PERCENT = 20;

    private final SandboxClock clock;
    private final Later later;

    public RollingUpgrades(SandboxClock clock, Later later) {
        this.clock = clock;
        this.later = later;
    }

    /** @param members those to upgrade, none of them left out */
    void begin(ResourceId scaleSetId, Store store, List<ObjectNode> members) {
        ObjectNode scaleSet = store.get(scaleSetId).orElseThrow();
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
        List<String> ids =
                members.stream().map(member -> member.path("id").asText()).toList();
        new Course(scaleSetId, store, now, ids).next(0);
    }

    void cancel(ResourceId scaleSetId, Store store) {
        ObjectNode upgrade = store.get(scaleSetId)
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
            return shown;
        });
    }

    /** One upgrade on its way; what is stored of it is read anew each time, as a write may have replaced it. */
    private final class Course {

        private final ResourceId id;
        private final Store store;
        private final String startTime;
        private final List<String> members;

        Course(ResourceId id, Store store, String startTime, List<String> members) {
            this.id = id;
            this.store = store;
            this.startTime = startTime;
            this.members = members;
        }

        void next(int done) {
            store.get(id).ifPresent(scaleSet -> running(scaleSet).ifPresent(upgrade -> batch(scaleSet, upgrade, done)));
        }

        private void batch(ObjectNode scaleSet, ObjectNode upgrade, int done) {
            if (done == members.size()) {
                end(upgrade, "Completed", "Start");
                return;
            }
            if (unhealthyPercent(Members.of(id, store).all()) > percent(scaleSet, "maxUnhealthyInstancePercent")) {
                end(upgrade, "Faulted", "Start");
                return;
            }
            int size = Math.max(1, members.size() * percent(scaleSet, "maxBatchInstancePercent") / 100);
            int after = Math.min(members.size(), done + size);
            progress(upgrade, done, after - done, members.size() - after);
            later.after(BATCH, () -> finish(done, after));
        }

        private void finish(int done, int after) {
            store.get(id).ifPresent(scaleSet -> {
                Members all = Members.of(id, store);
                members.subList(done, after)
                        .forEach(member -> store.get(member).ifPresent(found -> all.upgrade(found, scaleSet)));
                running(scaleSet).ifPresent(upgrade -> progress(upgrade, after, 0, members.size() - after));
                Duration pause = after == members.size() ? Duration.ZERO : pause(scaleSet);
                later.after(pause, () -> next(after));
            });
        }

        private Optional<ObjectNode> running(ObjectNode scaleSet) {
            return latest(scaleSet)
                    .filter(upgrade ->
                            upgrade.at("/runningStatus/startTime").asText().equals(startTime))
                    .filter(RollingUpgrades::isRunning);
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
