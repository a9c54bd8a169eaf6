// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import io.cloister.lifecycle.ClusterWorkflowImpl;
import io.cloister.lifecycle.PlanClusterWorkflowImpl;
import io.cloister.provision.ExecutePlanWorkflowImpl;
import java.util.List;

/** The workflow implementations that a worker runs. */
public final class WorkflowTypes {

    public static final List<Class<?>> ALL =
            List.of(ClusterWorkflowImpl.class, PlanClusterWorkflowImpl.class, ExecutePlanWorkflowImpl.class);

    private WorkflowTypes() {}
}
