// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import com.azure.resourcemanager.compute.models.BootDiagnostics;
import com.azure.resourcemanager.compute.models.DiagnosticsProfile;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.LinuxConfiguration;
import com.azure.resourcemanager.compute.models.SshConfiguration;
import com.azure.resourcemanager.compute.models.SshPublicKey;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentityUserAssignedIdentities;
import io.cloister.plan.step.Machine;
import io.cloister.request.ClusterRequest.Image;
import java.util.List;
import java.util.Map;

/** What a virtual machine and the machines of a scale set have in common. */
final class MachineParameters {

    static final String ADMIN = "cloister";

    private MachineParameters() {}

    static ImageReference image(Image image) {
        return new ImageReference()
                .withPublisher(image.publisher())
                .withOffer(image.offer())
                .withSku(image.sku())
                .withVersion(image.version());
    }

    static LinuxConfiguration linux(SshKey key) {
        SshPublicKey authorized = new SshPublicKey()
                .withPath("/home/" + ADMIN + "/.ssh/authorized_keys")
                .withKeyData(key.openSsh());
        return new LinuxConfiguration()
                .withDisablePasswordAuthentication(true)
                .withSsh(new SshConfiguration().withPublicKeys(List.of(authorized)));
    }

    static Map<String, VirtualMachineIdentityUserAssignedIdentities> identity(Machine machine) {
        return Map.of(machine.identity().value(), new VirtualMachineIdentityUserAssignedIdentities());
    }

    /** Managed: without a storage account of ours. */
    static DiagnosticsProfile bootDiagnostics() {
        return new DiagnosticsProfile().withBootDiagnostics(new BootDiagnostics().withEnabled(true));
    }
}
