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
import java.util.Optional;

/** Starts a step: the one place where a kind of step meets its activity. */
final class StepStart implements Step.Visitor<Promise<Optional<Operation>>> {

    private final ActivityPorts ports;
    private final Findings findings;

    StepStart(ActivityPorts ports, Findings findings) {
        this.ports = ports;
        this.findings = findings;
    }

    @Override
    public Promise<Optional<Operation>> managedIdentity(CreateManagedIdentity step) {
        return Async.function(ports.identities()::createManagedIdentity, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> roleAssignment(AssignRole step) {
        return Async.function(ports.identities()::assignRole, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> networkSecurityGroup(CreateNetworkSecurityGroup step) {
        return Async.function(ports.network()::createNetworkSecurityGroup, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> routeTable(CreateRouteTable step) {
        return Async.function(ports.network()::createRouteTable, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> virtualNetwork(CreateVirtualNetwork step) {
        return Async.function(ports.network()::createVirtualNetwork, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> peering(CreatePeering step) {
        return Async.function(ports.network()::createPeering, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> publicIp(CreatePublicIp step) {
        return Async.function(ports.network()::createPublicIp, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> loadBalancer(CreateLoadBalancer step) {
        return Async.function(ports.network()::createLoadBalancer, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> credentials(StoreCredentials step) {
        return Async.procedure(ports.vault()::storeCredentials, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> vaultAccess(GrantVaultAccess step) {
        return Async.procedure(ports.vault()::grantVaultAccess, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> networkInterface(CreateNetworkInterface step) {
        return Async.function(ports.network()::createNetworkInterface, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> virtualMachine(CreateVirtualMachine step) {
        return Async.function(ports.compute()::createVirtualMachine, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> scaleSet(CreateScaleSet step) {
        return Async.function(ports.compute()::createScaleSet, step).thenApply(Optional::of);
    }

    @Override
    public Promise<Optional<Operation>> apiServerReady(AwaitApiServer step) {
        return Async.procedure(ports.kubernetes()::awaitApiServer, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> addOns(InstallAddOns step) {
        return Async.procedure(ports.kubernetes()::installAddOns, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> nodesReady(AwaitNodes step) {
        return Async.procedure(ports.kubernetes()::awaitNodes, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> webhook(InstallWebhook step) {
        return Async.procedure(ports.kubernetes()::installWebhook, step).thenApply(done -> Optional.empty());
    }

    @Override
    public Promise<Optional<Operation>> serviceProof(ProvePrivateService step) {
        return Async.function(ports.kubernetes()::provePrivateService, step).thenApply(findings::proved);
    }

    @Override
    public Promise<Optional<Operation>> verifyPrivate(VerifyPrivate step) {
        return Async.function(ports.inspection()::verifyPrivate, step).thenApply(findings::verified);
    }
}
