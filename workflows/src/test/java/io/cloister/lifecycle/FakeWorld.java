// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activity.InspectionActivities;
import io.cloister.activity.KubernetesActivities;
import io.cloister.activity.Operation;
import io.cloister.activity.OperationActivities;
import io.cloister.activity.PlanningActivities;
import io.cloister.activity.VaultActivities;
import io.cloister.observe.PrivacyReport;
import io.cloister.observe.ServiceProof;
import io.cloister.plan.Ownership;
import io.cloister.plan.Plan;
import io.cloister.plan.ResourceId;
import io.cloister.plan.making.Planner;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.plan.step.VerifyPrivate;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everything that a plan's steps ask for, done at once and written down; told to fail, it fails at one resource. */
final class FakeWorld extends FakeAzure
        implements VaultActivities,
                KubernetesActivities,
                OperationActivities,
                InspectionActivities,
                PlanningActivities {

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> existing = ConcurrentHashMap.newKeySet();
    private volatile String failing = "";
    private volatile String held = "";
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Map<String, Integer> conflicts = new ConcurrentHashMap<>();
    private volatile boolean unreachable;
    private volatile String undeletable = "";
    private volatile PreflightReport preflight = new PreflightReport(List.of());

    /** Creations of that resource wait, or deletions where it says {@code delete NAME}, or {@code preflight}, for the latch that is returned. */
    CountDownLatch holdAt(String resourceName) {
        held = resourceName;
        return release;
    }

    void awaitHeld() throws InterruptedException {
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    }

    void failAt(String resourceName) {
        failing = resourceName;
    }

    void refuseToDelete(String resourceName) {
        undeletable = resourceName;
    }

    /** So many operations of that resource end in a conflict. */
    void conflictAt(String method, String resourceName, int times) {
        conflicts.put(method + " " + resourceName, times);
    }

    void neverReachTheApiServer() {
        unreachable = true;
    }

    void answerPreflight(PreflightReport.Check check) {
        preflight = new PreflightReport(List.of(check));
    }

    Set<String> existing() {
        return Set.copyOf(existing);
    }

    @Override
    Operation create(ResourceId id) {
        calls.add("create " + id.name());
        boolean refused = id.name().equals(failing);
        if (!refused) {
            existing.add(id.value());
        }
        holdIfAskedTo(id.name());
        if (refused) {
            throw ApplicationFailure.newNonRetryableFailure(id.name() + " was refused", "azure.rejected");
        }
        return new Operation(id, "PUT", Optional.of("https://operations/" + id.name()), false);
    }

    private void holdIfAskedTo(String what) {
        if (!what.equals(held)) {
            return;
        }
        reached.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    Operation delete(ResourceId id) {
        calls.add("delete " + id.name());
        holdIfAskedTo("delete " + id.name());
        if (id.name().equals(undeletable)) {
            throw ApplicationFailure.newNonRetryableFailure(id.name() + " is locked", "azure.rejected");
        }
        if (conflicts.containsKey("DELETE " + id.name())) {
            return new Operation(id, "DELETE", Optional.of("https://operations/" + id.name()), true);
        }
        existing.remove(id.value());
        return Operation.complete(id, "DELETE", true);
    }

    @Override
    public void storeCredentials(StoreCredentials step) {
        calls.add("store credentials");
        existing.add(step.secretsPath());
    }

    @Override
    public void removeCredentials(StoreCredentials step) {
        calls.add("remove credentials");
        existing.remove(step.secretsPath());
    }

    @Override
    public void grantVaultAccess(GrantVaultAccess step) {
        existing.add(step.name());
    }

    @Override
    public void revokeVaultAccess(GrantVaultAccess step) {
        calls.add("revoke " + step.name());
        existing.remove(step.name());
    }

    @Override
    public void awaitOperation(Operation operation) {
        String change = operation.kind() + " " + operation.resource().name();
        calls.add("await " + operation.resource().name());
        Integer left = conflicts.computeIfPresent(change, (key, times) -> times == 0 ? null : times - 1);
        if (left != null) {
            throw ApplicationFailure.newFailure(change + " was preempted", FailureTypes.CONFLICT_RETRYABLE);
        }
        if (operation.deletion()) {
            existing.remove(operation.resource().value());
        }
    }

    @Override
    public void awaitApiServer(AwaitApiServer step) {
        calls.add("api server");
        if (unreachable) {
            throw ApplicationFailure.newBuilder()
                    .setMessage("The API server does not answer: it is tried again.")
                    .setType(FailureTypes.KUBERNETES_UNAVAILABLE)
                    .setNextRetryDelay(Duration.ofSeconds(55))
                    .build();
        }
    }

    @Override
    public void installAddOns(InstallAddOns step) {
        calls.add("add-ons");
    }

    @Override
    public void awaitNodes(AwaitNodes step) {
        calls.add("nodes " + step.atLeast());
    }

    @Override
    public void installWebhook(InstallWebhook step) {
        calls.add("webhook");
    }

    @Override
    public ServiceProof provePrivateService(ProvePrivateService step) {
        return new ServiceProof(step.rule().annotations(), "10.20.3.7");
    }

    @Override
    public PrivacyReport verifyPrivate(VerifyPrivate step) {
        return new PrivacyReport(List.copyOf(existing), List.copyOf(existing), 0);
    }

    @Override
    public List<String> listOwnedResources(Ownership ownership, String subscription, String resourceGroup) {
        return List.of();
    }

    @Override
    public Plan planCluster(ClusterRequest request, String planId) {
        return Planner.plan(request, planId);
    }

    @Override
    public PreflightReport preflight(ClusterRequest request, Plan plan) {
        holdIfAskedTo("preflight");
        return preflight;
    }
}
