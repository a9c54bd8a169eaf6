// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.activity.PlanningActivities;
import io.cloister.provision.ActivityTimes;
import io.temporal.workflow.Workflow;

/** The stub through which both workflows of this chapter plan. */
final class PlanningStubs {

    private PlanningStubs() {}

    static PlanningActivities stub() {
        return Workflow.newActivityStub(PlanningActivities.class, ActivityTimes.begin("plan"));
    }
}
