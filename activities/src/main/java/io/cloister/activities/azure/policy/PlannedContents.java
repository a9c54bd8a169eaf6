// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import io.cloister.activities.azure.compute.ScaleSetParameters;
import io.cloister.activities.azure.compute.SshKey;
import io.cloister.activities.azure.compute.VirtualMachineParameters;
import io.cloister.activities.azure.identity.IdentityActivitiesImpl;
import io.cloister.activities.azure.identity.RoleAssignmentParameters;
import io.cloister.activities.azure.network.LoadBalancerParameters;
import io.cloister.activities.azure.network.NetworkInterfaceParameters;
import io.cloister.activities.azure.network.PeeringParameters;
import io.cloister.activities.azure.network.PublicIpParameters;
import io.cloister.activities.azure.network.RouteTableParameters;
import io.cloister.activities.azure.network.SecurityGroupParameters;
import io.cloister.activities.azure.network.VirtualNetworkParameters;
import io.cloister.plan.AzureResource;
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

/** For each step the body that it will send to Azure; nothing for those that send none. */
final class PlannedContents implements Step.Visitor<Optional<PlannedContent>> {

    /** Policies have no alias for custom data, and a principal is not known before its identity is made. */
    private static final String UNKNOWN_YET = "";

    private final SshKey key = SshKey.throwAway();

    @Override
    public Optional<PlannedContent> managedIdentity(CreateManagedIdentity step) {
        return Optional.of(PlannedContent.of(step.resource().id(), IdentityActivitiesImpl.parameters(step)));
    }

    @Override
    public Optional<PlannedContent> roleAssignment(AssignRole step) {
        return Optional.of(PlannedContent.of(step.assignment(), RoleAssignmentParameters.of(step, UNKNOWN_YET)));
    }

    @Override
    public Optional<PlannedContent> networkSecurityGroup(CreateNetworkSecurityGroup step) {
        return Optional.of(PlannedContent.of(step.resource().id(), SecurityGroupParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> routeTable(CreateRouteTable step) {
        return Optional.of(PlannedContent.of(step.resource().id(), RouteTableParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> virtualNetwork(CreateVirtualNetwork step) {
        return Optional.of(PlannedContent.of(step.resource().id(), VirtualNetworkParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> peering(CreatePeering step) {
        return Optional.of(PlannedContent.of(step.peering(), PeeringParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> publicIp(CreatePublicIp step) {
        return Optional.of(PlannedContent.of(step.resource().id(), PublicIpParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> loadBalancer(CreateLoadBalancer step) {
        return Optional.of(PlannedContent.of(step.resource().id(), LoadBalancerParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> networkInterface(CreateNetworkInterface step) {
        return Optional.of(PlannedContent.of(step.resource().id(), NetworkInterfaceParameters.of(step)));
    }

    @Override
    public Optional<PlannedContent> virtualMachine(CreateVirtualMachine step) {
        return Optional.of(
                PlannedContent.of(step.resource().id(), VirtualMachineParameters.of(step, UNKNOWN_YET, key)));
    }

    @Override
    public Optional<PlannedContent> scaleSet(CreateScaleSet step) {
        return Optional.of(PlannedContent.of(step.resource().id(), ScaleSetParameters.of(step, UNKNOWN_YET, key)));
    }

    @Override
    public Optional<PlannedContent> credentials(StoreCredentials step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> vaultAccess(GrantVaultAccess step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> apiServerReady(AwaitApiServer step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> addOns(InstallAddOns step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> nodesReady(AwaitNodes step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> webhook(InstallWebhook step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> serviceProof(ProvePrivateService step) {
        return Optional.empty();
    }

    @Override
    public Optional<PlannedContent> verifyPrivate(VerifyPrivate step) {
        return Optional.empty();
    }

    /** The same as a step's, for a resource that no step makes. */
    static PlannedContent publicIpProbe(AzureResource resource) {
        return PlannedContent.of(resource.id(), PublicIpParameters.of(new CreatePublicIp(resource, "")));
    }
}
