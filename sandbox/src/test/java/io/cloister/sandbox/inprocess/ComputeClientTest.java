// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.VirtualMachineScaleSetVMExtensionsClient;
import com.azure.resourcemanager.compute.fluent.VirtualMachineScaleSetsClient;
import com.azure.resourcemanager.compute.fluent.VirtualMachinesClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMExtensionInner;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Azure's compute client asks of machines and scale sets beyond its fluent layer. */
class ComputeClientTest {

    private final SdkClients clients = new SdkClients();
    private final VirtualMachinesClient machines =
            clients.compute.serviceClient().getVirtualMachines();
    private final VirtualMachineScaleSetsClient scaleSets =
            clients.compute.serviceClient().getVirtualMachineScaleSets();

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void aScaleSetThatIsPutAgainIsPolledByItsOwnStateUntilTheEnd() {
        clients.scaleSet();
        VirtualMachineScaleSetInner model = scaleSets.getByResourceGroup(SdkClients.GROUP, "pool");
        model.sku().withCapacity(3L);

        VirtualMachineScaleSetInner made = scaleSets.createOrUpdate(SdkClients.GROUP, "pool", model);

        assertThat(made.provisioningState()).isEqualTo("Succeeded");
        assertThat(clients.compute
                        .serviceClient()
                        .getVirtualMachineScaleSetVMs()
                        .list(SdkClients.GROUP, "pool"))
                .hasSize(3);
    }

    @Test
    void aMachineThatIsThereIsNotMadeAgainWhereNoneMayBe() {
        clients.machine();
        VirtualMachineInner machine = machines.getByResourceGroup(SdkClients.GROUP, "vm");

        ManagementException refused = catchThrowableOfType(
                ManagementException.class,
                () -> machines.createOrUpdate(SdkClients.GROUP, "vm", machine, null, "*", Context.NONE));

        assertThat(refused.getResponse().getStatusCode()).isEqualTo(412);
    }

    @Test
    void aMachineIsWrittenOverNoOtherStateThanTheOneThatWasRead() {
        clients.machine();
        VirtualMachineInner machine = machines.getByResourceGroup(SdkClients.GROUP, "vm");
        machine.withTags(Map.of("changed", "once"));
        assertThat(machines.createOrUpdate(SdkClients.GROUP, "vm", machine, machine.etag(), null, Context.NONE)
                        .provisioningState())
                .isEqualTo("Succeeded");

        ManagementException refused = catchThrowableOfType(
                ManagementException.class,
                () -> machines.createOrUpdate(SdkClients.GROUP, "vm", machine, machine.etag(), null, Context.NONE));

        assertThat(refused.getResponse().getStatusCode()).isEqualTo(412);
    }

    @Test
    void machinesAndScaleSetsAreListedByTheirLocation() {
        clients.machine();
        clients.scaleSet();

        assertThat(machines.listByLocation("westeurope"))
                .extracting(VirtualMachineInner::name)
                .containsExactly("vm");
        assertThat(machines.listByLocation("northeurope")).isEmpty();
        assertThat(scaleSets.listByLocation("westeurope"))
                .extracting(VirtualMachineScaleSetInner::name)
                .containsExactly("pool");
    }

    @Test
    void anExtensionThatSaysNothingOfUpgradesHasNone() {
        clients.scaleSet();
        clients.put(
                clients.id("Microsoft.Compute/virtualMachineScaleSets/pool/extensions/health"),
                "{'properties':{'publisher':'Microsoft.ManagedServices','type':'ApplicationHealthLinux','typeHandlerVersion':'1.0'}}");

        assertThat(clients.compute
                        .virtualMachineScaleSets()
                        .getByResourceGroup(SdkClients.GROUP, "pool")
                        .extensions()
                        .get("health")
                        .autoUpgradeMinorVersionEnabled())
                .isFalse();
    }

    @Test
    void anInstanceHasExtensionsOfItsOwn() {
        clients.scaleSet();
        VirtualMachineScaleSetVMExtensionsClient extensions =
                clients.compute.serviceClient().getVirtualMachineScaleSetVMExtensions();

        VirtualMachineScaleSetVMExtensionInner made = extensions.createOrUpdate(
                SdkClients.GROUP,
                "pool",
                "1",
                "script",
                new VirtualMachineScaleSetVMExtensionInner()
                        .withPublisher("Microsoft.Azure.Extensions")
                        .withTypePropertiesType("CustomScript")
                        .withTypeHandlerVersion("2.1"));

        assertThat(made.provisioningState()).isEqualTo("Succeeded");
        assertThat(extensions.list(SdkClients.GROUP, "pool", "1").value()).hasSize(1);
        assertThat(extensions.list(SdkClients.GROUP, "pool", "0").value()).isNullOrEmpty();
        extensions.delete(SdkClients.GROUP, "pool", "1", "script");
        assertThat(extensions.list(SdkClients.GROUP, "pool", "1").value()).isNullOrEmpty();
    }
}
