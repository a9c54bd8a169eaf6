// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.plan.Plan;
import io.cloister.plan.StepId;
import io.cloister.request.ClusterRequest.Timeouts;
import java.util.List;
import java.util.Optional;

/**
 * What {@link ExecutePlanWorkflow} is to do with a plan.
 *
 * @param begun the steps that a deletion takes back; absent where nobody knows which were begun, and all are
 */
public record Execution(Plan plan, Direction direction, Timeouts timeouts, Optional<List<StepId>> begun) {

    public static Execution creation(Plan plan, Timeouts timeouts) {
        return new Execution(plan, Direction.CREATE, timeouts, Optional.empty());
    }

    public static Execution deletion(Plan plan, Timeouts timeouts, Optional<List<StepId>> begun) {
        return new Execution(plan, Direction.DELETE, timeouts, begun);
    }

    public enum Direction {
        CREATE,
        DELETE
    }
}
