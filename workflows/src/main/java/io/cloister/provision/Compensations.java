// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.Board;
import io.cloister.observe.UndoReport;
import io.cloister.observe.UndoReport.LeftBehind;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.request.ClusterRequest.Timeouts;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger of what was begun, and its undoing: in reverse order of dependency, as far apart as the graph allows. Never throws: what
 * could not be undone is in the report, and does not stop the rest, except what it depends on, which is still in use.
 */
final class Compensations {

    private final Board board;
    private final Timeouts timeouts;
    private final Map<StepId, PlannedStep> ledger = new LinkedHashMap<>();
    private final List<StepId> undone = new ArrayList<>();
    private final List<LeftBehind> leftBehind = new ArrayList<>();

    Compensations(Board board, Timeouts timeouts) {
        this.board = board;
        this.timeouts = timeouts;
    }

    /** To be called before the step starts: a start whose outcome is unknown is undone too. */
    void remember(PlannedStep step) {
        ledger.put(step.id(), step);
    }

    List<StepId> begun() {
        return List.copyOf(ledger.keySet());
    }

    /** Undoes everything in the ledger; call it in a detached cancellation scope. Blocks. */
    UndoReport undo() {
        List<PlannedStep> reversed = new ArrayList<>(ledger.values());
        Collections.reverse(reversed);
        Map<StepId, Promise<Boolean>> gone = new LinkedHashMap<>();
        for (PlannedStep step : reversed) {
            List<PlannedStep> users = reversed.stream()
                    .filter(other -> other.dependsOn().contains(step.id()))
                    .toList();
            List<Promise<Boolean>> usersGone =
                    users.stream().map(user -> gone.get(user.id())).toList();
            gone.put(step.id(), after(usersGone).thenCompose(free -> free ? undo(step) : kept(step)));
        }
        if (!gone.isEmpty()) {
            Promise.allOf(gone.values()).get();
        }
        return report();
    }

    /** Notes a resource that a listing found after everything was undone. */
    void found(String resource) {
        leftBehind.add(new LeftBehind(resource, "is still in the resource group with this cluster's tag"));
    }

    UndoReport report() {
        return new UndoReport(undone, leftBehind);
    }

    private Promise<Boolean> undo(PlannedStep step) {
        board.undoing(step.id());
        long begun = Workflow.currentTimeMillis();
        ActivityPorts ports = new ActivityPorts("undo " + step.id(), timeouts);
        return new Change(() -> step.step().accept(new StepUndo(ports)), ports, () -> true)
                .settled()
                .handle((settled, problem) -> ended(step, problem, begun));
    }

    private boolean ended(PlannedStep step, RuntimeException problem, long begun) {
        if (problem == null) {
            undone.add(step.id());
            board.undone(step.id());
            return true;
        }
        return leave(
                step,
                Failures.of(step.id().value(), problem, Failures.since(begun)).message());
    }

    private Promise<Boolean> kept(PlannedStep step) {
        return Workflow.newPromise(leave(step, "is in use by what could not be removed"));
    }

    private boolean leave(PlannedStep step, String why) {
        leftBehind.add(new LeftBehind(step.id().value(), why));
        board.leftBehind(step.id(), why);
        return false;
    }

    private static Promise<Boolean> after(List<Promise<Boolean>> users) {
        return users.isEmpty()
                ? Workflow.newPromise(true)
                : Promise.allOf(users).thenApply(all -> users.stream().allMatch(Promise::get));
    }
}
