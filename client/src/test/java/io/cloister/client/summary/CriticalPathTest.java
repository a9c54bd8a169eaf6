// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.plan.AzureResource;
import io.cloister.plan.Ownership;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.CreateManagedIdentity;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.plan.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final KubernetesAccess ACCESS =
            new KubernetesAccess("demo", "https://10.20.1.250:6443", "secret/data/cloister/demo");

    @Test
    void isTheLongestChainAndNotTheSum() {
        Plan plan = plan(step("a", make("a")), step("b", make("b"), "a"), step("c", make("c"), "a"));

        CriticalPath.Path path = CriticalPath.of(plan, List.of(took("a", 2), took("b", 5), took("c", 3)));

        assertThat(path.length()).isEqualTo(Duration.ofSeconds(7));
        assertThat(path.legs()).containsExactly("a", "b");
    }

    @Test
    void doesNotMindTheCaseOfAResourceId() {
        Plan plan = plan(step("a", make("a")));

        OperationEntry shouted = took("a", 2);
        CriticalPath.Path path = CriticalPath.of(
                plan,
                List.of(new OperationEntry(
                        shouted.target().toUpperCase(),
                        "create",
                        shouted.startedAt(),
                        shouted.endedAt(),
                        List.of(),
                        true)));

        assertThat(path.length()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void countsTheStartOfTheWebhooksPods() {
        Plan plan = plan(step("a", make("a")), step("webhook", new InstallWebhook(ACCESS, List.of()), "a"));
        OperationEntry start = new OperationEntry(
                "workload:cloister-webhook", "workload", START, START.plusSeconds(6), List.of(), true);

        assertThat(CriticalPath.of(plan, List.of(took("a", 2), start)).length()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void leadsThroughTheNodesToTheStepThatWaitsForThem() {
        Plan plan = plan(
                step("proxy", make("proxy")),
                step("masters", make("masters")),
                step("api", new AwaitApiServer(ACCESS, List.of(id("masters"))), "masters"));

        CriticalPath.Path path = CriticalPath.of(
                plan,
                List.of(
                        took("proxy", 4),
                        took("masters", 3),
                        node("proxy", "squid", 12, id("proxy").value()),
                        node(
                                "masters000000",
                                "init",
                                30,
                                id("masters").value() + "/virtualMachines/0",
                                "node:proxy:squid"),
                        node("masters000001", "join", 12, "node:masters000000:init")));

        assertThat(path.legs()).containsExactly("proxy", "proxy squid", "masters000000 init");
        assertThat(path.length()).isEqualTo(Duration.ofSeconds(46));
    }

    @Test
    void countsAMachineFromWhereItStartedAndNotFromTheEndOfItsOperation() {
        Plan plan = plan(
                step("masters", make("masters")),
                step("api", new AwaitApiServer(ACCESS, List.of(id("masters"))), "masters"));

        CriticalPath.Path path = CriticalPath.of(
                plan,
                List.of(
                        took("masters", 10),
                        nodeFrom(6, "masters000000", "init", 30, id("masters").value())));

        assertThat(path.length()).isEqualTo(Duration.ofSeconds(36));
    }

    @Test
    void waitsForAsManyNodesAsTheStepDoes() {
        Plan plan = plan(step("first", new AwaitNodes(ACCESS, List.of(id("w")), 1)));
        List<OperationEntry> log = List.of(node("w000000", "join", 9), node("w000001", "join", 4));

        assertThat(CriticalPath.of(plan, log).length()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void endsWhereNodesSayThatTheyWaitedForEachOther() {
        Plan plan = plan(step("all", new AwaitNodes(ACCESS, List.of(id("w")), 2)));
        List<OperationEntry> log =
                List.of(node("w000000", "a", 1, "node:w000001:a"), node("w000001", "a", 1, "node:w000000:a"));

        assertThat(CriticalPath.of(plan, log).length()).isEqualTo(Duration.ofSeconds(2));
    }

    private static Plan plan(PlannedStep... steps) {
        return new Plan(
                new Ownership("demo", "plan-1"),
                "sub",
                "rg",
                "westeurope",
                "10.20.1.250",
                List.of(steps),
                List.of(),
                List.of());
    }

    private static PlannedStep step(String id, Step step, String... after) {
        return new PlannedStep(StepId.of(id), Stream.of(after).map(StepId::of).toList(), step);
    }

    private static Step make(String name) {
        return new CreateManagedIdentity(new AzureResource(id(name), "westeurope", Map.of()));
    }

    private static ResourceId id(String name) {
        return ResourceId.inGroup("sub", "rg", "Microsoft.Any/things", name);
    }

    private static OperationEntry took(String name, int seconds) {
        return new OperationEntry(id(name).value(), "create", START, START.plusSeconds(seconds), List.of(), true);
    }

    /** After everything that took place at the start. */
    private static OperationEntry node(String host, String phase, int seconds, String... waitedFor) {
        return nodeFrom(60, host, phase, seconds, waitedFor);
    }

    private static OperationEntry nodeFrom(int start, String host, String phase, int seconds, String... waitedFor) {
        Instant from = START.plusSeconds(start);
        return new OperationEntry(
                "node:" + host + ":" + phase, "node", from, from.plusSeconds(seconds), List.of(waitedFor), true);
    }
}
