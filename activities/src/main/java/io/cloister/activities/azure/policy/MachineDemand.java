// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import io.cloister.plan.Plan;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import io.cloister.plan.step.Step;
import java.util.List;
import java.util.Optional;

/** Machines of one size that a plan needs. */
record MachineDemand(String name, String size, int count, List<String> zones) {

    static List<MachineDemand> of(Plan plan) {
        return plan.steps().stream()
                .map(planned -> of(planned.step()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MachineDemand> of(Step step) {
        if (step instanceof CreateScaleSet set) {
            return Optional.of(
                    new MachineDemand(set.resource().id().name(), set.machine().size(), set.count(), set.zones()));
        }
        if (step instanceof CreateVirtualMachine machine) {
            return Optional.of(new MachineDemand(
                    machine.resource().id().name(), machine.machine().size(), 1, List.of()));
        }
        return Optional.empty();
    }
}
