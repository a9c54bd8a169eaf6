// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.plan.Plan;

/** What {@link ExecutePlanWorkflow} is to do with a plan. */
public record Execution(Plan plan, Direction direction) {

    public enum Direction {
        CREATE,
        DELETE
    }
}
