// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.DeleteOptions;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.DiskDeleteOptionTypes;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.ManagedDiskParameters;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OSProfile;
import com.azure.resourcemanager.compute.models.ResourceIdentityType;
import com.azure.resourcemanager.compute.models.StorageAccountTypes;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentity;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import io.cloister.plan.step.CreateVirtualMachine;
import io.cloister.plan.step.Machine;
import java.util.List;

/** The body of a virtual machine; its disk and network interface go when it goes. */
public final class VirtualMachineParameters {

    private VirtualMachineParameters() {}

    public static VirtualMachineInner of(CreateVirtualMachine step, String customData, SshKey key) {
        Machine machine = step.machine();
        NetworkInterfaceReference network = new NetworkInterfaceReference()
                .withPrimary(true)
                .withDeleteOption(DeleteOptions.DELETE)
                .withId(step.networkInterface().value());
        return new VirtualMachineInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withIdentity(new VirtualMachineIdentity()
                        .withType(ResourceIdentityType.USER_ASSIGNED)
                        .withUserAssignedIdentities(MachineParameters.identity(machine)))
                .withHardwareProfile(
                        new HardwareProfile().withVmSize(VirtualMachineSizeTypes.fromString(machine.size())))
                .withStorageProfile(new StorageProfile()
                        .withImageReference(MachineParameters.image(machine.image()))
                        .withOsDisk(disk(machine)))
                .withOsProfile(new OSProfile()
                        .withComputerName(step.resource().id().name())
                        .withAdminUsername(MachineParameters.ADMIN)
                        .withCustomData(customData)
                        .withLinuxConfiguration(MachineParameters.linux(key)))
                .withNetworkProfile(new NetworkProfile().withNetworkInterfaces(List.of(network)))
                .withDiagnosticsProfile(MachineParameters.bootDiagnostics());
    }

    private static OSDisk disk(Machine machine) {
        return new OSDisk()
                .withCreateOption(DiskCreateOptionTypes.FROM_IMAGE)
                .withDiskSizeGB(machine.osDiskGiB())
                .withManagedDisk(
                        new ManagedDiskParameters().withStorageAccountType(StorageAccountTypes.STANDARD_SSD_LRS))
                .withDeleteOption(DiskDeleteOptionTypes.DELETE);
    }
}
