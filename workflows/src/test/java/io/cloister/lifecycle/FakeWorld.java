// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activity.ComputeActivities;
import io.cloister.activity.IdentityActivities;
import io.cloister.activity.InspectionActivities;
import io.cloister.activity.KubernetesActivities;
import io.cloister.activity.NetworkActivities;
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
import io.cloister.plan.step.AssignRole;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateManagedIdentity;
import io.cloister.plan.step.CreateNetworkInterface;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.CreatePublicIp;
import io.cloister.plan.step.CreateRouteTable;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.plan.step.VerifyPrivate;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.ClusterRequest;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everything that a plan's steps ask for, done at once and written down; told to fail, it fails at one resource. */
final class FakeWorld
        implements NetworkActivities,
                ComputeActivities,
                IdentityActivities,
                VaultActivities,
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
    private volatile String undeletable = "";
    private volatile PreflightReport preflight = new PreflightReport(List.of());

    /** Creations of that resource wait for the latch that is returned. */
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

    void answerPreflight(PreflightReport.Check check) {
        preflight = new PreflightReport(List.of(check));
    }

    Set<String> existing() {
        return Set.copyOf(existing);
    }

    private Operation create(ResourceId id) {
        calls.add("create " + id.name());
        if (id.name().equals(failing)) {
            throw ApplicationFailure.newNonRetryableFailure(id.name() + " was refused", "azure.rejected");
        }
        existing.add(id.value());
        if (id.name().equals(held)) {
            hold();
        }
        return new Operation(id, "PUT", Optional.of("https://operations/" + id.name()), false);
    }

    private void hold() {
        reached.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Operation delete(ResourceId id) {
        calls.add("delete " + id.name());
        if (id.name().equals(undeletable)) {
            throw ApplicationFailure.newNonRetryableFailure(id.name() + " is locked", "azure.rejected");
        }
        existing.remove(id.value());
        return Operation.complete(id, "DELETE", true);
    }

    @Override
    public Operation createNetworkSecurityGroup(CreateNetworkSecurityGroup step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteNetworkSecurityGroup(CreateNetworkSecurityGroup step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createRouteTable(CreateRouteTable step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteRouteTable(CreateRouteTable step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createVirtualNetwork(CreateVirtualNetwork step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteVirtualNetwork(CreateVirtualNetwork step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createPeering(CreatePeering step) {
        return create(step.peering());
    }

    @Override
    public Operation deletePeering(CreatePeering step) {
        return delete(step.peering());
    }

    @Override
    public Operation createPublicIp(CreatePublicIp step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deletePublicIp(CreatePublicIp step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createLoadBalancer(CreateLoadBalancer step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteLoadBalancer(CreateLoadBalancer step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createNetworkInterface(CreateNetworkInterface step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteNetworkInterface(CreateNetworkInterface step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createVirtualMachine(CreateVirtualMachine step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteVirtualMachine(CreateVirtualMachine step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createScaleSet(CreateScaleSet step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteScaleSet(CreateScaleSet step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation createManagedIdentity(CreateManagedIdentity step) {
        return create(step.resource().id());
    }

    @Override
    public Operation deleteManagedIdentity(CreateManagedIdentity step) {
        return delete(step.resource().id());
    }

    @Override
    public Operation assignRole(AssignRole step) {
        return create(step.assignment());
    }

    @Override
    public Operation removeRoleAssignment(AssignRole step) {
        return delete(step.assignment());
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
        existing.remove(step.name());
    }

    @Override
    public void awaitOperation(Operation operation) {
        calls.add("await " + operation.resource().name());
    }

    @Override
    public void awaitApiServer(AwaitApiServer step) {
        calls.add("api server");
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
        return preflight;
    }
}
