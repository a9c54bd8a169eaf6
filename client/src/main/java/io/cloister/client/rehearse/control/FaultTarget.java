// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

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
import java.util.List;
import java.util.regex.Pattern;

/** Which request a step makes that can be made to fail for good, so that this step fails and no other. */
final class FaultTarget implements Step.Visitor<List<Fault>> {

    // no quoting as a whole: the sandbox tells the server that a rule is meant for by how its path begins
    private static final Pattern SPECIAL = Pattern.compile("[.+*?()\\[\\]{}|^$\\\\]");

    // reading stays possible: undo has to look at what is there
    private static final List<String> WRITES = List.of("POST", "PUT", "PATCH");

    @Override
    public List<Fault> managedIdentity(CreateManagedIdentity step) {
        return refusedPut(step.resource().id());
    }

    @Override
    public List<Fault> roleAssignment(AssignRole step) {
        return refusedPut(step.assignment());
    }

    @Override
    public List<Fault> networkSecurityGroup(CreateNetworkSecurityGroup step) {
        return failedOperation(step.resource().id());
    }

    @Override
    public List<Fault> routeTable(CreateRouteTable step) {
        return failedOperation(step.resource().id());
    }

    @Override
    public List<Fault> virtualNetwork(CreateVirtualNetwork step) {
        return failedOperation(step.resource().id());
    }

    @Override
    public List<Fault> peering(CreatePeering step) {
        return failedOperation(step.peering());
    }

    @Override
    public List<Fault> publicIp(CreatePublicIp step) {
        return failedOperation(step.resource().id());
    }

    @Override
    public List<Fault> loadBalancer(CreateLoadBalancer step) {
        return refusedPut(step.resource().id());
    }

    @Override
    public List<Fault> credentials(StoreCredentials step) {
        return vaultWrite("/v1/" + step.secretsPath() + "/");
    }

    @Override
    public List<Fault> vaultAccess(GrantVaultAccess step) {
        return vaultWrite("/v1/auth/" + step.authMount() + "/role/" + step.name());
    }

    @Override
    public List<Fault> networkInterface(CreateNetworkInterface step) {
        return refusedPut(step.resource().id());
    }

    @Override
    public List<Fault> virtualMachine(CreateVirtualMachine step) {
        return failedOperation(step.resource().id());
    }

    @Override
    public List<Fault> scaleSet(CreateScaleSet step) {
        return failedOperation(step.resource().id());
    }

    @Override
    public List<Fault> apiServerReady(AwaitApiServer step) {
        // only the worker reads it; nodes write it by POST
        return List.of(Fault.refused(
                "GET", starting("/v1/" + step.access().secretsPath() + "/kubeconfig") + "$", 403, "permission denied"));
    }

    @Override
    public List<Fault> addOns(InstallAddOns step) {
        return kubernetesWrite("^/api.*/namespaces/kube-system/");
    }

    @Override
    public List<Fault> nodesReady(AwaitNodes step) {
        return List.of(Fault.refused("GET", "^/api/v1/nodes", 403, "Forbidden"));
    }

    @Override
    public List<Fault> webhook(InstallWebhook step) {
        return kubernetesWrite("^/api.*(cloister-webhook|/namespaces/cloister-system)");
    }

    @Override
    public List<Fault> serviceProof(ProvePrivateService step) {
        // the webhook has a Service too, in a namespace of its own
        return kubernetesWrite("^/api/v1/namespaces/(?!cloister-system/)[^/]+/services");
    }

    @Override
    public List<Fault> verifyPrivate(VerifyPrivate step) {
        return List.of(Fault.refused("GET", "/providers/Microsoft\\.Network/publicIPAddresses$", 403, "SandboxFault"));
    }

    private static List<Fault> refusedPut(ResourceId id) {
        return List.of(Fault.refused("PUT", starting(id.value()) + "$", 400, "SandboxFault"));
    }

    private static List<Fault> failedOperation(ResourceId id) {
        return List.of(Fault.operationFailed(starting(id.value()) + "$"));
    }

    private static List<Fault> vaultWrite(String path) {
        return refusedWrites(starting(path), "permission denied");
    }

    private static List<Fault> kubernetesWrite(String path) {
        return refusedWrites(path, "Forbidden");
    }

    private static List<Fault> refusedWrites(String path, String code) {
        return WRITES.stream()
                .map(method -> Fault.refused(method, path, 403, code))
                .toList();
    }

    private static String starting(String path) {
        return "^" + SPECIAL.matcher(path).replaceAll("\\\\$0");
    }
}
