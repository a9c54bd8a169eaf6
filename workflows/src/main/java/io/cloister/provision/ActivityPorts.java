// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.activity.ComputeActivities;
import io.cloister.activity.IdentityActivities;
import io.cloister.activity.InspectionActivities;
import io.cloister.activity.KubernetesActivities;
import io.cloister.activity.NetworkActivities;
import io.cloister.activity.OperationActivities;
import io.cloister.activity.VaultActivities;
import io.cloister.request.ClusterRequest.Timeouts;
import io.cloister.temporal.FailureTypes;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.util.stream.Stream;

/** Activity stubs for one step, whose id is the summary that the Temporal UI shows beside each of them. */
record ActivityPorts(String summary, Timeouts timeouts) {

    NetworkActivities network() {
        return Workflow.newActivityStub(NetworkActivities.class, ActivityTimes.begin(summary));
    }

    ComputeActivities compute() {
        return Workflow.newActivityStub(ComputeActivities.class, ActivityTimes.begin(summary));
    }

    IdentityActivities identities() {
        return Workflow.newActivityStub(IdentityActivities.class, ActivityTimes.begin(summary));
    }

    VaultActivities vault() {
        return Workflow.newActivityStub(VaultActivities.class, ActivityTimes.begin(summary));
    }

    InspectionActivities inspection() {
        return Workflow.newActivityStub(InspectionActivities.class, ActivityTimes.begin(summary));
    }

    OperationActivities operations() {
        ActivityOptions await = ActivityTimes.await(summary, timeouts.operation());
        return Workflow.newActivityStub(
                OperationActivities.class,
                ActivityOptions.newBuilder(await)
                        .setRetryOptions(endingAtConflicts(await.getRetryOptions()))
                        .build());
    }

    /** An operation that lost against another has ended: to ask it again gives the same answer, so {@link Change} begins it anew. */
    private static RetryOptions endingAtConflicts(RetryOptions retries) {
        String[] types = Stream.concat(Stream.of(retries.getDoNotRetry()), Stream.of(FailureTypes.CONFLICT_RETRYABLE))
                .toArray(String[]::new);
        return RetryOptions.newBuilder(retries).setDoNotRetry(types).build();
    }

    KubernetesActivities kubernetes() {
        return Workflow.newActivityStub(KubernetesActivities.class, ActivityTimes.await(summary, timeouts.nodes()));
    }
}
