// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.AzureResource;
import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.AssignRole;
import io.cloister.plan.step.CreateManagedIdentity;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who may do what: identities, role assignments, credentials, and each role's access to Vault. */
record AccessPlan(
        Map<String, StepId> vaultAccess,
        Map<String, StepId> identities,
        StepId credentials,
        List<StepId> roleAssignments) {

    /** Built-in roles by GUID, the same in every tenant (Azure built-in roles reference). */
    private static final Map<String, String> CLOUD_CONTROLLER_ROLES = new TreeMap<>(Map.of(
            "Network Contributor", "4d97b98b-1d4f-4787-a291-c67834d212e7",
            "Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c"));

    static AccessPlan add(
            StepGraph graph,
            ClusterRequest request,
            ClusterNames names,
            Ownership ownership,
            Optional<String> proxyUrl) {
        boolean managedProxy = request.egress() instanceof Egress.ManagedProxy;
        Optional<String> existing =
                request.egress() instanceof Egress.ExistingProxy proxy ? proxy.credentials() : Optional.empty();
        List<String> roles =
                managedProxy ? List.of("control-plane", "worker", "proxy") : List.of("control-plane", "worker");
        StepId credentials = graph.add(
                "credentials",
                new StoreCredentials(
                        ownership,
                        names.secretsPath(),
                        NodeSettings.of(request, names, ownership, proxyUrl),
                        managedProxy));
        Map<String, StepId> identities = new TreeMap<>();
        Map<String, StepId> vaultAccess = new TreeMap<>();
        for (String role : roles) {
            AzureResource identity = names.identity(role);
            identities.put(role, graph.add("identity-" + role, new CreateManagedIdentity(identity)));
            GrantVaultAccess grant = new GrantVaultAccess(
                    ownership,
                    names.vaultRole(role),
                    role,
                    identity.id(),
                    names.secretsPath(),
                    request.vault().authMount(),
                    request.vault().audience(),
                    existing);
            vaultAccess.put(role, graph.add("vault-access-" + role, grant, identities.get(role), credentials));
        }
        List<StepId> assignments = new ArrayList<>();
        CLOUD_CONTROLLER_ROLES.forEach((name, definition) -> {
            ResourceId identity = names.identity("control-plane").id();
            String uuid = NameUuid.of(ownership.planId() + "/" + names.group() + "/" + definition + "/" + identity)
                    .toString();
            ResourceId assignment =
                    new ResourceId(names.group() + "/providers/Microsoft.Authorization/roleAssignments/" + uuid);
            String id = "role-" + name.toLowerCase(Locale.ROOT).replace(' ', '-');
            AssignRole step = new AssignRole(assignment, names.group(), name, definition, identity);
            assignments.add(graph.add(id, step, identities.get("control-plane")));
        });
        return new AccessPlan(vaultAccess, identities, credentials, assignments);
    }
}
