// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import io.cloister.egress.MachineGroup;
import java.util.List;
import java.util.Optional;

/**
 * What will be done for a request, as data: recorded once in the workflow's history and only interpreted from then on.
 *
 * @param steps in an order in which every step comes after all that it depends on
 */
public record Plan(
        Ownership ownership,
        String subscription,
        String resourceGroup,
        String location,
        String apiServerAddress,
        List<PlannedStep> steps,
        List<MachineGroup> machines,
        List<String> warnings) {

    public Plan {
        steps = List.copyOf(steps);
        machines = List.copyOf(machines);
        warnings = List.copyOf(warnings);
    }

    public Optional<PlannedStep> step(StepId id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }
}
