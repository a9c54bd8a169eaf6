// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import io.cloister.client.follow.ProgressSource;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.StepProgress;
import io.cloister.plan.Plan;
import io.cloister.plan.StepId;
import java.util.List;
import java.util.Optional;

/**
 * Sets the fault again as soon as the recorded plan is seen: names that hold the plan's id (role assignments, peerings) are
 * known only then. Each of these steps waits for another one, so it is early enough.
 */
public final class FaultInPlan implements ProgressSource {

    private final ProgressSource source;
    private final SandboxControl control;
    private final StepId step;
    private boolean set;

    public FaultInPlan(ProgressSource source, SandboxControl control, StepId step) {
        this.source = source;
        this.control = control;
        this.step = step;
    }

    public static void set(SandboxControl control, Plan plan, StepId step) {
        plan.step(step)
                .ifPresent(planned -> planned.step().accept(new FaultTarget()).forEach(control::set));
    }

    @Override
    public ClusterProgress progress() {
        ClusterProgress progress = source.progress();
        if (!set && progress.plan().isPresent()) {
            set(control, progress.plan().get(), step);
            set = true;
        }
        return progress;
    }

    @Override
    public List<StepProgress> steps(String executionWorkflowId) {
        return source.steps(executionWorkflowId);
    }

    @Override
    public Optional<String> closed() {
        return source.closed();
    }
}
