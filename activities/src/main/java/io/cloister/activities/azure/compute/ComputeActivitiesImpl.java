// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.azure.arm.Changes;
import io.cloister.activities.azure.arm.ExistingResource;
import io.cloister.activity.ComputeActivities;
import io.cloister.activity.Operation;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import java.util.Optional;

/** Machines through the generated client. */
public final class ComputeActivitiesImpl implements ComputeActivities {

    private final AzureSession session;
    private final NodeCloudConfig cloudConfig;
    private final Changes changes;

    public ComputeActivitiesImpl(AzureSession session, NodeCloudConfig cloudConfig) {
        this.session = session;
        this.cloudConfig = cloudConfig;
        this.changes = new Changes(session.arm());
    }

    @Override
    public Operation createVirtualMachine(CreateVirtualMachine step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                existing -> client(id)
                        .getVirtualMachines()
                        .createOrUpdateWithResponseAsync(
                                id.resourceGroup(),
                                id.name(),
                                VirtualMachineParameters.of(
                                        step, cloudConfig.customData(step.machine()), keyOf(existing, "")),
                                null,
                                null));
    }

    @Override
    public Operation deleteVirtualMachine(CreateVirtualMachine step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id).getVirtualMachines().deleteWithResponseAsync(id.resourceGroup(), id.name(), null));
    }

    @Override
    public Operation createScaleSet(CreateScaleSet step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                existing -> client(id)
                        .getVirtualMachineScaleSets()
                        .createOrUpdateWithResponseAsync(
                                id.resourceGroup(),
                                id.name(),
                                ScaleSetParameters.of(
                                        step,
                                        cloudConfig.customData(step.machine()),
                                        keyOf(existing, "/virtualMachineProfile")),
                                null,
                                null));
    }

    @Override
    public Operation deleteScaleSet(CreateScaleSet step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> client(id)
                        .getVirtualMachineScaleSets()
                        .deleteWithResponseAsync(id.resourceGroup(), id.name(), null));
    }

    /** A machine's key may not change once it is set, so what has failed is sent again with the key that it has. */
    private static SshKey keyOf(Optional<ExistingResource> existing, String profile) {
        String pointer = "/properties" + profile + "/osProfile/linuxConfiguration/ssh/publicKeys/0/keyData";
        return existing.map(machine -> machine.body().at(pointer).asText(""))
                .filter(key -> !key.isEmpty())
                .map(SshKey::new)
                .orElseGet(SshKey::throwAway);
    }

    private ComputeManagementClient client(ResourceId id) {
        return session.compute(id.subscription());
    }
}
