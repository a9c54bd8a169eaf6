// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.fluent.PublicIpAddressesClient;
import com.azure.resourcemanager.network.fluent.models.AvailablePrivateEndpointTypeInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.ServiceTagInformationInner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Azure's network client asks beside the resources themselves. */
class NetworkClientTest {

    private final SdkClients clients = new SdkClients();

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void theInstancesOfAScaleSetHavePublicAddressesThatDiffer() {
        clients.scaleSet();
        PublicIpAddressesClient addresses = clients.network.serviceClient().getPublicIpAddresses();

        assertThat(addresses.listVirtualMachineScaleSetPublicIpAddresses(SdkClients.GROUP, "pool"))
                .hasSize(2)
                .extracting(PublicIpAddressInner::ipAddress)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(addresses.listVirtualMachineScaleSetVMPublicIpAddresses(SdkClients.GROUP, "pool", "1", "nic", "ip"))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).contains("/virtualMachines/1/"));
        PublicIpAddressInner one = addresses.getVirtualMachineScaleSetPublicIpAddress(
                SdkClients.GROUP, "pool", "0", "nic", "ip", "public");
        assertThat(one.idleTimeoutInMinutes()).isEqualTo(15);
        assertThat(one.ipConfiguration().id()).endsWith("/ipConfigurations/ip");
    }

    @Test
    void aPublicAddressThatAnInstanceDoesNotHaveIsNotFound() {
        clients.scaleSet();

        ManagementException missing = catchThrowableOfType(
                ManagementException.class,
                () -> clients.network
                        .serviceClient()
                        .getPublicIpAddresses()
                        .getVirtualMachineScaleSetPublicIpAddress(SdkClients.GROUP, "pool", "0", "nic", "ip", "other"));

        assertThat(missing.getResponse().getStatusCode()).isEqualTo(404);
    }

    @Test
    void whatCanBeReachedPrivatelyIsListed() {
        assertThat(clients.network
                        .serviceClient()
                        .getAvailablePrivateEndpointTypes()
                        .list("westeurope"))
                .extracting(AvailablePrivateEndpointTypeInner::resourceName)
                .contains("Microsoft.KeyVault/vaults");
        assertThat(clients
                        .network
                        .serviceClient()
                        .getAvailableServiceAliases()
                        .listByResourceGroup(SdkClients.GROUP, "westeurope")
                        .stream())
                .extracting(alias -> alias.resourceName())
                .contains("services/Azure");
        assertThat(clients.network.serviceClient().getServiceTagInformations().list("westeurope"))
                .extracting(ServiceTagInformationInner::name)
                .contains("AzureLoadBalancer");
    }
}
