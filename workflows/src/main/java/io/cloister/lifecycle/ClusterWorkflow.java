// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.observe.ClusterProgress;
import io.cloister.request.ClusterRequest;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * A cluster's life: planned, preflighted, provisioned, and then kept until it is deleted. Its id is {@code cluster-<name>}:
 * Temporal's uniqueness of ids is the lock.
 *
 * <p>It completes when the cluster is deleted or its creation was stopped by that, fails when creation failed and nothing is left behind
 * ({@code cluster.create.failed}, {@code preflight.refused} or {@code request.invalid}; details: {@link io.cloister.observe.ClusterProgress}), and otherwise stays open.
 */
@WorkflowInterface
public interface ClusterWorkflow {

    @WorkflowMethod
    void live(ClusterRequest request);

    @QueryMethod
    ClusterProgress progress();

    /**
     * Asks for the cluster's deletion; returns at once. A creation that is under way is stopped and undone. Refused where nothing is left.
     *
     * @return the id of the workflow that a deletion of a whole cluster runs in
     */
    @UpdateMethod
    String delete();

    @UpdateValidatorMethod(updateName = "delete")
    void mayDelete();
}
