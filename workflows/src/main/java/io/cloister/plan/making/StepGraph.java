// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.plan.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects steps while planning. Steps come after what they depend on, so that there can be no cycle. */
final class StepGraph {

    private final Map<StepId, PlannedStep> steps = new LinkedHashMap<>();

    StepId add(String id, Step step, List<StepId> dependsOn) {
        StepId stepId = new StepId(id);
        for (StepId dependency : dependsOn) {
            if (!steps.containsKey(dependency)) {
                throw new IllegalStateException(id + " depends on " + dependency + ", which is not planned before it");
            }
        }
        if (steps.put(stepId, new PlannedStep(stepId, dependsOn, step)) != null) {
            throw new IllegalStateException("two steps are called " + id);
        }
        return stepId;
    }

    StepId add(String id, Step step, StepId... dependsOn) {
        return add(id, step, List.of(dependsOn));
    }

    List<PlannedStep> steps() {
        return List.copyOf(steps.values());
    }
}
