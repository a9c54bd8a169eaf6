// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.FailureView;
import io.cloister.observe.UndoReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The cause first, then what was undone and what is left.
 *
 * @param found what a look at the other side found beyond what undo itself reported
 */
record FailureSection(ClusterProgress progress, List<String> found) implements Section {

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        progress.failure().ifPresentOrElse(failure -> lines.add(cause(failure)), () -> lines.add("failed"));
        progress.undo().ifPresent(undo -> lines.add("undone: " + undo.undone().size() + " steps"));
        Set<String> left = new LinkedHashSet<>();
        progress.undo().ifPresent(undo -> undo.leftBehind().forEach(thing -> left.add(text(thing))));
        left.addAll(found);
        lines.add("left behind: " + left.size());
        left.forEach(thing -> lines.add("  " + thing));
        return lines;
    }

    private static String cause(FailureView failure) {
        String where = failure.step().isEmpty() ? "" : "step " + failure.step() + " failed: ";
        return where + failure.message() + " [" + failure.type() + "]";
    }

    private static String text(UndoReport.LeftBehind thing) {
        return thing.what() + ": " + thing.why();
    }
}
