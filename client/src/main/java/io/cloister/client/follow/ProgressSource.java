// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.StepProgress;
import java.util.List;
import java.util.Optional;

/** Where a follower asks. */
public interface ProgressSource {

    /** @throws NoAnswer where no worker answers */
    ClusterProgress progress();

    /** The steps of an execution; empty where it has not begun. */
    List<StepProgress> steps(String executionWorkflowId);

    /** How the workflow was closed, such as {@code TERMINATED}; empty while it is open. */
    Optional<String> closed();

    /** Temporal is there, and no worker is. */
    final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1;

        public NoAnswer(Throwable cause) {
            super("no worker answers", cause);
        }
    }
}
