// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import io.cloister.temporal.TaskQueues;
import io.cloister.worker.interceptor.Heartbeats;
import io.cloister.worker.interceptor.InterruptClearing;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;

/** Puts a worker together: workflows and work on one task queue, waits on another with many slots. */
public final class WorkerAssembly {

    private static final int WAIT_SLOTS = 500;

    /** The SDK would hold heartbeats back for 0.8 of their timeout, and leave a busy machine 2 s. */
    private static final Duration LONGEST_HEARTBEAT_DELAY = Duration.ofSeconds(3);

    private WorkerAssembly() {}

    /** @param client one that speaks {@link io.cloister.temporal.Payloads#converter()} */
    public static RunningWorker start(WorkflowClient client, List<Object> activities) {
        return start(client, WorkflowTypes.ALL, activities);
    }

    static RunningWorker start(WorkflowClient client, List<Class<?>> workflows, List<Object> activities) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new InterruptClearing(), new Heartbeats())
                        .build());
        Object[] implementations = activities.toArray();

        Worker clusters = factory.newWorker(TaskQueues.CLUSTERS, options().build());
        clusters.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
        clusters.registerActivitiesImplementations(implementations);

        Worker waits = factory.newWorker(
                TaskQueues.WAITS,
                options().setMaxConcurrentActivityExecutionSize(WAIT_SLOTS).build());
        waits.registerActivitiesImplementations(implementations);

        factory.start();
        return new RunningWorker(factory);
    }

    private static WorkerOptions.Builder options() {
        return WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(LONGEST_HEARTBEAT_DELAY);
    }
}
