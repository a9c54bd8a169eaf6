// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.activity.Operation;
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
import io.cloister.plan.step.Step;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.plan.step.VerifyPrivate;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** Takes a step back. Steps that made nothing of their own have nothing to take back. */
final class StepUndo implements Step.Visitor<Promise<Optional<Operation>>> {

    private final ActivityPorts ports;

    StepUndo(ActivityPorts ports) {
        this.ports = ports;
    }

    @Override
    public Promise<Optional<Operation>> managedIdentity(CreateManagedIdentity step) {
        return Async.function(ports.identities()::deleteManagedIdentity, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> roleAssignment(AssignRole step) {
        return Async.function(ports.identities()::removeRoleAssignment, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> networkSecurityGroup(CreateNetworkSecurityGroup step) {
        return Async.function(ports.network()::deleteNetworkSecurityGroup, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> routeTable(CreateRouteTable step) {
        return Async.function(ports.network()::deleteRouteTable, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> virtualNetwork(CreateVirtualNetwork step) {
        return Async.function(ports.network()::deleteVirtualNetwork, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> peering(CreatePeering step) {
        return Async.function(ports.network()::deletePeering, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> publicIp(CreatePublicIp step) {
        return Async.function(ports.network()::deletePublicIp, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> loadBalancer(CreateLoadBalancer step) {
        return Async.function(ports.network()::deleteLoadBalancer, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> credentials(StoreCredentials step) {
        return Async.procedure(ports.vault()::removeCredentials, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> vaultAccess(GrantVaultAccess step) {
        return Async.procedure(ports.vault()::revokeVaultAccess, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> networkInterface(CreateNetworkInterface step) {
        return Async.function(ports.network()::deleteNetworkInterface, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> virtualMachine(CreateVirtualMachine step) {
        return Async.function(ports.compute()::deleteVirtualMachine, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> scaleSet(CreateScaleSet step) {
        return Async.function(ports.compute()::deleteScaleSet, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> apiServerReady(AwaitApiServer step) {
        return nothing();
    }

    @Override
    public Promise<Optional<Operation>> addOns(InstallAddOns step) {
        return nothing();
    }

    @Override
    public Promise<Optional<Operation>> nodesReady(AwaitNodes step) {
        return nothing();
    }

    @Override
    public Promise<Optional<Operation>> webhook(InstallWebhook step) {
        return nothing();
    }

    @Override
    public Promise<Optional<Operation>> serviceProof(ProvePrivateService step) {
        return nothing();
    }

    @Override
    public Promise<Optional<Operation>> verifyPrivate(VerifyPrivate step) {
        return nothing();
    }

    private static Promise<Optional<Operation>> nothing() {
        return Workflow.newPromise(Optional.empty());
    }
}
