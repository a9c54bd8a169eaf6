// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import static io.cloister.activities.azure.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.activities.azure.Samples;
import org.junit.jupiter.api.Test;

class MachineParametersTest {

    private static final SshKey KEY = SshKey.throwAway();

    @Test
    void aScaleSetIsUniformWithoutSurplusMachinesAndWithoutPublicAddresses() {
        JsonNode body = json(ScaleSetParameters.of(Samples.scaleSet(), "Y29uZmln", KEY));

        assertThat(body.at("/sku/capacity").asInt()).isEqualTo(3);
        assertThat(body.path("zones")).hasSize(3);
        JsonNode properties = body.path("properties");
        assertThat(properties.path("orchestrationMode").asText()).isEqualTo("Uniform");
        assertThat(properties.get("overprovision").asBoolean()).isFalse();
        assertThat(properties.get("singlePlacementGroup").asBoolean()).isFalse();
        assertThat(properties.path("platformFaultDomainCount").asInt()).isEqualTo(1);
        assertThat(properties.at("/upgradePolicy/mode").asText()).isEqualTo("Manual");
        JsonNode os = properties.at("/virtualMachineProfile/osProfile");
        assertThat(os.path("computerNamePrefix").asText()).isEqualTo("demo-workers");
        assertThat(os.path("customData").asText()).isEqualTo("Y29uZmln");
        assertThat(os.at("/linuxConfiguration/disablePasswordAuthentication").asBoolean())
                .isTrue();
        JsonNode address = properties.at("/virtualMachineProfile/networkProfile/networkInterfaceConfigurations/0"
                + "/properties/ipConfigurations/0/properties");
        assertThat(address.at("/subnet/id").asText()).endsWith("subnets/workers");
        assertThat(address.at("/loadBalancerBackendAddressPools/0/id").asText())
                .endsWith("demo-internal/backendAddressPools/demo");
        assertThat(body.toString()).doesNotContainIgnoringCase("publicIP");
    }

    @Test
    void aMachineTakesItsDiskAndInterfaceWithItWhenItGoes() {
        JsonNode body = json(VirtualMachineParameters.of(Samples.proxy(), "Y29uZmln", KEY));

        JsonNode disk = body.at("/properties/storageProfile/osDisk");
        assertThat(disk.path("deleteOption").asText()).isEqualTo("Delete");
        assertThat(disk.at("/managedDisk/storageAccountType").asText()).isEqualTo("StandardSSD_LRS");
        JsonNode network = body.at("/properties/networkProfile/networkInterfaces/0");
        assertThat(network.path("id").asText()).endsWith("networkInterfaces/demo-proxy");
        assertThat(network.at("/properties/deleteOption").asText()).isEqualTo("Delete");
        assertThat(body.at("/properties/diagnosticsProfile/bootDiagnostics/enabled")
                        .asBoolean())
                .isTrue();
        assertThat(body.at("/identity/type").asText()).isEqualTo("UserAssigned");
        assertThat(body.at("/identity/userAssignedIdentities").fieldNames().next())
                .endsWith("userAssignedIdentities/demo-worker");
        assertThat(body.toString()).doesNotContainIgnoringCase("publicIP").doesNotContain("adminPassword");
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(SshKey.throwAway().openSsh())
                .startsWith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI")
                .isNotEqualTo(KEY.openSsh());
    }
}
