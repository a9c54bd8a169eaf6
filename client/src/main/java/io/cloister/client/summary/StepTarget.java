// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.plan.ResourceId;
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
import java.util.Optional;

/** The Azure resource that a step makes; empty where it makes none. */
final class StepTarget implements Step.Visitor<Optional<ResourceId>> {

    @Override
    public Optional<ResourceId> managedIdentity(CreateManagedIdentity step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> roleAssignment(AssignRole step) {
        return Optional.of(step.assignment());
    }

    @Override
    public Optional<ResourceId> networkSecurityGroup(CreateNetworkSecurityGroup step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> routeTable(CreateRouteTable step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> virtualNetwork(CreateVirtualNetwork step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> peering(CreatePeering step) {
        return Optional.of(step.peering());
    }

    @Override
    public Optional<ResourceId> publicIp(CreatePublicIp step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> loadBalancer(CreateLoadBalancer step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> credentials(StoreCredentials step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> vaultAccess(GrantVaultAccess step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> networkInterface(CreateNetworkInterface step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> virtualMachine(CreateVirtualMachine step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> scaleSet(CreateScaleSet step) {
        return Optional.of(step.resource().id());
    }

    @Override
    public Optional<ResourceId> apiServerReady(AwaitApiServer step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> addOns(InstallAddOns step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> nodesReady(AwaitNodes step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> webhook(InstallWebhook step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> serviceProof(ProvePrivateService step) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceId> verifyPrivate(VerifyPrivate step) {
        return Optional.empty();
    }
}
