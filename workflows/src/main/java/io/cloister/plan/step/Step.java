// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing to do. A step carries only values known at planning; what exists later (a principal id) its activity reads
 * by the deterministic id. Every step is idempotent, and its undo is a no-op where nothing was made.
 *
 * <p>Java 17 has no switch over sealed types: {@link Visitor} keeps every reader complete.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CreateManagedIdentity.class, name = "managedIdentity"),
    @JsonSubTypes.Type(value = AssignRole.class, name = "roleAssignment"),
    @JsonSubTypes.Type(value = CreateNetworkSecurityGroup.class, name = "networkSecurityGroup"),
    @JsonSubTypes.Type(value = CreateRouteTable.class, name = "routeTable"),
    @JsonSubTypes.Type(value = CreateVirtualNetwork.class, name = "virtualNetwork"),
    @JsonSubTypes.Type(value = CreatePeering.class, name = "peering"),
    @JsonSubTypes.Type(value = CreatePublicIp.class, name = "publicIp"),
    @JsonSubTypes.Type(value = CreateLoadBalancer.class, name = "loadBalancer"),
    @JsonSubTypes.Type(value = StoreCredentials.class, name = "credentials"),
    @JsonSubTypes.Type(value = GrantVaultAccess.class, name = "vaultAccess"),
    @JsonSubTypes.Type(value = CreateNetworkInterface.class, name = "networkInterface"),
    @JsonSubTypes.Type(value = CreateVirtualMachine.class, name = "virtualMachine"),
    @JsonSubTypes.Type(value = CreateScaleSet.class, name = "scaleSet"),
    @JsonSubTypes.Type(value = AwaitApiServer.class, name = "apiServerReady"),
    @JsonSubTypes.Type(value = InstallAddOns.class, name = "addOns"),
    @JsonSubTypes.Type(value = AwaitNodes.class, name = "nodesReady"),
    @JsonSubTypes.Type(value = InstallWebhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = ProvePrivateService.class, name = "serviceProof"),
    @JsonSubTypes.Type(value = VerifyPrivate.class, name = "verifyPrivate")
})
public sealed interface Step
        permits CreateManagedIdentity,
                AssignRole,
                CreateNetworkSecurityGroup,
                CreateRouteTable,
                CreateVirtualNetwork,
                CreatePeering,
                CreatePublicIp,
                CreateLoadBalancer,
                StoreCredentials,
                GrantVaultAccess,
                CreateNetworkInterface,
                CreateVirtualMachine,
                CreateScaleSet,
                AwaitApiServer,
                InstallAddOns,
                AwaitNodes,
                InstallWebhook,
                ProvePrivateService,
                VerifyPrivate {

    <R> R accept(Visitor<R> visitor);

    /** One method per kind of step. */
    interface Visitor<R> {
        R managedIdentity(CreateManagedIdentity step);

        R roleAssignment(AssignRole step);

        R networkSecurityGroup(CreateNetworkSecurityGroup step);

        R routeTable(CreateRouteTable step);

        R virtualNetwork(CreateVirtualNetwork step);

        R peering(CreatePeering step);

        R publicIp(CreatePublicIp step);

        R loadBalancer(CreateLoadBalancer step);

        R credentials(StoreCredentials step);

        R vaultAccess(GrantVaultAccess step);

        R networkInterface(CreateNetworkInterface step);

        R virtualMachine(CreateVirtualMachine step);

        R scaleSet(CreateScaleSet step);

        R apiServerReady(AwaitApiServer step);

        R addOns(InstallAddOns step);

        R nodesReady(AwaitNodes step);

        R webhook(InstallWebhook step);

        R serviceProof(ProvePrivateService step);

        R verifyPrivate(VerifyPrivate step);
    }
}
