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

    /**
     * How the workflow was closed, such as {@code TERMINATED}; empty while it is open.
     *
     * @throws NoAnswer where Temporal does not answer
     */
    Optional<String> closed();

    /** Nobody answers now; asked again, somebody may. */
    final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** @param who does not answer, and what can be done: for people */
        public NoAnswer(String who, Throwable cause) {
            super(who, cause);
        }
    }
}
