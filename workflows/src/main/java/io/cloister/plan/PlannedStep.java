// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import io.cloister.plan.step.Step;
import java.util.List;

/** A step with what must be done before it. Listed after all of those. */
public record PlannedStep(StepId id, List<StepId> dependsOn, Step step) {

    public PlannedStep {
        dependsOn = List.copyOf(dependsOn);
    }
}
