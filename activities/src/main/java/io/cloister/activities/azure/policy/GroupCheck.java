// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import java.util.List;
import java.util.regex.Pattern;

/** The resource group is there, and we may write into it what a cluster is made of. */
final class GroupCheck {

    private static final List<String> NEEDED = List.of(
            "Microsoft.Network/virtualNetworks/write",
            "Microsoft.Network/networkSecurityGroups/write",
            "Microsoft.Network/loadBalancers/write",
            "Microsoft.Compute/virtualMachines/write",
            "Microsoft.Compute/virtualMachineScaleSets/write",
            "Microsoft.ManagedIdentity/userAssignedIdentities/write",
            "Microsoft.Authorization/roleAssignments/write");

    private final AzureSession session;

    GroupCheck(AzureSession session) {
        this.session = session;
    }

    List<Check> existence(ClusterRequest request) {
        String name = request.azure().resourceGroup();
        try {
            ResourceGroupInner group = session.resources(request.azure().subscription())
                    .getResourceGroups()
                    .get(name);
            return List.of(Check.passed(
                    "resource group", name + " exists, in " + group.location() + placement(request, group)));
        } catch (ManagementException answer) {
            if (answer.getResponse().getStatusCode() != 404) {
                throw answer;
            }
            return List.of(Check.failed(
                    "resource group",
                    FailureTypes.AZURE_REJECTED,
                    "The resource group " + name + " does not exist in subscription "
                            + request.azure().subscription()
                            + ". Create it first, or correct azure.resourceGroup: Cloister never creates one."));
        }
    }

    List<Check> rights(ClusterRequest request) {
        String name = request.azure().resourceGroup();
        List<PermissionInner> permissions =
                session
                        .authorization(request.azure().subscription())
                        .getPermissions()
                        .listByResourceGroup(name)
                        .stream()
                        .toList();
        List<String> missing = NEEDED.stream()
                .filter(action -> !isAllowed(action, permissions))
                .toList();
        return List.of(
                missing.isEmpty()
                        ? Check.passed("rights", "everything needed may be created in " + name)
                        : Check.failed(
                                "rights",
                                FailureTypes.AUTHORIZATION_FAILED,
                                "Cloister's identity may not do this in " + name + ": " + String.join(", ", missing)
                                        + ". Give it Contributor and Role Based Access Control Administrator there."));
    }

    private static String placement(ClusterRequest request, ResourceGroupInner group) {
        String location = request.azure().location();
        return location.equalsIgnoreCase(group.location()) ? "" : "; the cluster's resources will be in " + location;
    }

    private static boolean isAllowed(String action, List<PermissionInner> permissions) {
        return permissions.stream()
                .anyMatch(role -> matches(action, role.actions()) && !matches(action, role.notActions()));
    }

    private static boolean matches(String action, List<String> patterns) {
        return patterns != null
                && patterns.stream()
                        .map(text -> "\\Q" + text.replace("*", "\\E.*\\Q") + "\\E")
                        .anyMatch(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE)
                                .matcher(action)
                                .matches());
    }
}
