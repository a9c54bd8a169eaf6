// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.plan.Plan;
import io.cloister.request.ClusterRequest.Timeouts;

/** What {@link ExecutePlanWorkflow} is to do with a plan. */
public record Execution(Plan plan, Direction direction, Timeouts timeouts) {

    public enum Direction {
        CREATE,
        DELETE
    }
}
