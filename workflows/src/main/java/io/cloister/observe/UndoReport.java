// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import io.cloister.plan.StepId;
import java.util.List;

/** What undo did: nothing that was begun is missing from it. */
public record UndoReport(List<StepId> undone, List<LeftBehind> leftBehind) {

    public UndoReport {
        undone = List.copyOf(undone);
        leftBehind = List.copyOf(leftBehind);
    }

    /** @param what a step's id or a resource's; {@code why} is for people */
    public record LeftBehind(String what, String why) {}
}
