// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.ApiEntityReference;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.OrchestrationMode;
import com.azure.resourcemanager.compute.models.ResourceIdentityType;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.StorageAccountTypes;
import com.azure.resourcemanager.compute.models.UpgradeMode;
import com.azure.resourcemanager.compute.models.UpgradePolicy;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetIdentity;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetIpConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetManagedDiskParameters;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkConfiguration;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSDisk;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetStorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMProfile;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.Machine;
import java.util.List;

/** The body of a Uniform scale set whose instances have private addresses only. */
public final class ScaleSetParameters {

    private ScaleSetParameters() {}

    /**
     * Overprovisioning is off: its surplus machines would join the cluster and vanish. Upgrades are manual: the platform does
     * not drain nodes. Spreading over as many fault domains as there are (count 1) demands more than one placement group.
     */
    public static VirtualMachineScaleSetInner of(CreateScaleSet step, String customData, SshKey key) {
        VirtualMachineScaleSetInner body = new VirtualMachineScaleSetInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withSku(new Sku()
                        .withName(step.machine().size())
                        .withTier("Standard")
                        .withCapacity((long) step.count()))
                .withIdentity(new VirtualMachineScaleSetIdentity()
                        .withType(ResourceIdentityType.USER_ASSIGNED)
                        .withUserAssignedIdentities(MachineParameters.identity(step.machine())))
                .withOrchestrationMode(OrchestrationMode.UNIFORM)
                .withOverprovision(false)
                .withUpgradePolicy(new UpgradePolicy().withMode(UpgradeMode.MANUAL))
                .withSinglePlacementGroup(false)
                .withPlatformFaultDomainCount(1)
                .withVirtualMachineProfile(profile(step, customData, key));
        return step.zones().isEmpty() ? body : body.withZones(step.zones());
    }

    private static VirtualMachineScaleSetVMProfile profile(CreateScaleSet step, String customData, SshKey key) {
        Machine machine = step.machine();
        return new VirtualMachineScaleSetVMProfile()
                .withOsProfile(new VirtualMachineScaleSetOSProfile()
                        .withComputerNamePrefix(step.resource().id().name())
                        .withAdminUsername(MachineParameters.ADMIN)
                        .withCustomData(customData)
                        .withLinuxConfiguration(MachineParameters.linux(key)))
                .withStorageProfile(new VirtualMachineScaleSetStorageProfile()
                        .withImageReference(MachineParameters.image(machine.image()))
                        .withOsDisk(disk(machine)))
                .withNetworkProfile(new VirtualMachineScaleSetNetworkProfile()
                        .withNetworkInterfaceConfigurations(List.of(network(step))))
                .withDiagnosticsProfile(MachineParameters.bootDiagnostics());
    }

    /** Of a Uniform scale set, disks always go with their instances: no delete option is needed, or allowed. */
    private static VirtualMachineScaleSetOSDisk disk(Machine machine) {
        return new VirtualMachineScaleSetOSDisk()
                .withCreateOption(DiskCreateOptionTypes.FROM_IMAGE)
                .withDiskSizeGB(machine.osDiskGiB())
                .withManagedDisk(new VirtualMachineScaleSetManagedDiskParameters()
                        .withStorageAccountType(StorageAccountTypes.STANDARD_SSD_LRS));
    }

    private static VirtualMachineScaleSetNetworkConfiguration network(CreateScaleSet step) {
        VirtualMachineScaleSetIpConfiguration address = new VirtualMachineScaleSetIpConfiguration()
                .withName("primary")
                .withPrimary(true)
                .withSubnet(new ApiEntityReference().withId(step.subnet().value()))
                .withLoadBalancerBackendAddressPools(step.pools().stream()
                        .map(pool -> new SubResource().withId(pool.value()))
                        .toList());
        return new VirtualMachineScaleSetNetworkConfiguration()
                .withName("primary")
                .withPrimary(true)
                .withIpConfigurations(List.of(address));
    }
}
