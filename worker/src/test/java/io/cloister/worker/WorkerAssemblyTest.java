// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.temporal.TaskQueues;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerAssemblyTest {

    @ActivityInterface
    public interface Greeting {
        String greet();
    }

    @WorkflowInterface
    public interface Greeter {
        @WorkflowMethod
        String greetOn(String taskQueue);
    }

    public static final class GreeterImpl implements Greeter {
        @Override
        public String greetOn(String taskQueue) {
            return Workflow.newActivityStub(
                            Greeting.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(taskQueue)
                                    .setStartToCloseTimeout(Duration.ofSeconds(5))
                                    .build())
                    .greet();
        }
    }

    /** As a library does that was interrupted and did not clear the flag. */
    private static final class Interrupted implements Greeting {
        @Override
        public String greet() {
            Thread.currentThread().interrupt();
            return "hello";
        }
    }

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void runsActivitiesOnBothTaskQueuesAndKeepsTheResultOfAnInterruptedOne() {
        try (RunningWorker worker = WorkerAssembly.start(
                temporal.getWorkflowClient(), List.of(GreeterImpl.class), List.of(new Interrupted()))) {
            assertThat(worker.isRunning()).isTrue();
            assertThat(greeter().greetOn(TaskQueues.CLUSTERS)).isEqualTo("hello");
            assertThat(greeter().greetOn(TaskQueues.WAITS)).isEqualTo("hello");
        }
    }

    @Test
    void registersTheSearchAttributesOnceAndForAll() {
        String namespace = temporal.getNamespace();

        assertThat(SearchAttributeRegistration.register(temporal.getWorkflowServiceStubs(), namespace))
                .isEmpty();
        assertThat(SearchAttributeRegistration.register(temporal.getWorkflowServiceStubs(), namespace))
                .isEmpty();
    }

    private Greeter greeter() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        Greeter.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CLUSTERS)
                                .build());
    }
}
