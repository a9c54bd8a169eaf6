// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import java.util.List;

/** The resource group is there. */
final class GroupCheck {

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

    private static String placement(ClusterRequest request, ResourceGroupInner group) {
        String location = request.azure().location();
        return location.equalsIgnoreCase(group.location()) ? "" : "; the cluster's resources will be in " + location;
    }
}
