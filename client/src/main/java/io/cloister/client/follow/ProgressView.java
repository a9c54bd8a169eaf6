// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress;
import java.time.Instant;
import java.util.List;

/** How progress is shown. */
public interface ProgressView {

    void show(Phase phase, List<StepProgress> steps, Instant now);

    /** Something to say between two states. */
    void note(String line);

    /** Nothing more will be shown. */
    void end();
}
