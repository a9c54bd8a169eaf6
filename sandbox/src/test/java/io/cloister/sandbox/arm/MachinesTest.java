// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.ResourceView.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachinesTest {

    private static final String SCALE_SET = Machines.SCALE_SET;

    private final Azure azure = new Azure();
    private final Machines machines = new Machines(azure);
    private final List<String> started = new ArrayList<>();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
        azure.arm.resources().onChange(change -> {
            if (change.kind() == Change.Kind.STARTED) {
                started.add(change.resource()
                        .at("/properties/osProfile/computerName")
                        .asText());
            }
        });
    }

    @Test
    void aScaleSetSpreadsItsInstancesAndStartsThemInTheCourseOfItsOperation() {
        Azure.Answer accepted = machines.scaleSet(3);

        assertThat(accepted.state()).isEqualTo("Creating");
        assertThat(accepted.body().toString()).doesNotContain("customData");
        assertThat(started).isEmpty();
        azure.pass(54);
        assertThat(started).containsExactly("demo000000", "demo000001", "demo000002");

        JsonNode instances = azure.get(SCALE_SET + "/virtualMachines").body().path("value");
        assertThat(instances.findValuesAsText("zones")).isNotNull();
        assertThat(instances).extracting(one -> one.at("/zones/0").asText()).containsExactly("1", "2", "3");
        JsonNode nics = azure.get(SCALE_SET + "/networkInterfaces").body().path("value");
        assertThat(nics)
                .extracting(nic -> nic.at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .containsExactly("10.20.1.4", "10.20.1.5", "10.20.1.6");
        assertThat(azure.arm
                        .resources()
                        .get(SCALE_SET + "/virtualMachines/0")
                        .orElseThrow()
                        .toString())
                .contains("customData");
    }

    @Test
    void scalingKeepsWhatThePatchDoesNotName() {
        machines.scaleSet(1);
        azure.pass(90);

        azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':3}}");
        azure.pass(60);
        assertThat(azure.get(SCALE_SET + "/virtualMachines").body().path("value"))
                .hasSize(3);
        assertThat(azure.get(SCALE_SET).body().at("/sku/name").asText()).isEqualTo("Standard_D2s_v5");

        azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':1}}");
        azure.pass(60);
        assertThat(azure.get(SCALE_SET + "/virtualMachines").body().path("value"))
                .hasSize(1);
    }

    @Test
    void aDeletedScaleSetKeepsItsSubnetInUseForAWhile() {
        machines.scaleSet(2);
        azure.pass(90);
        Azure.Answer deletion = azure.delete(SCALE_SET);
        azure.pass(91);
        assertThat(azure.get(deletion.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("Succeeded");
        assertThat(azure.get(SCALE_SET).status()).isEqualTo(404);
        assertThat(azure.delete(Azure.VNET).code()).isEqualTo("InUseSubnetCannotBeDeleted");

        azure.pass(20);

        assertThat(azure.delete(Azure.VNET).status()).isEqualTo(202);
    }

    @Test
    void aMachineTakesItsDiskAndInterfaceAlong() {
        machines.makeMachine();
        assertThat(started).containsExactly("proxy");
        assertThat(azure.delete(Machines.NIC).code()).isEqualTo("NicInUse");
        assertThat(azure.get(Azure.RG + "/resources").body().path("value")).hasSize(4);

        azure.delete(Machines.VM);
        azure.pass(30);

        assertThat(azure.get(Azure.RG + "/resources").body().path("value")).hasSize(1);
    }

    @Test
    void aMachineShowsWhatAzureAddsToIt() {
        azure.put(Machines.NIC, """
                {'location':'westeurope','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
        azure.put(Machines.VM, Machines.machine("", "{'lun':0,'createOption':'empty','diskSizeGB':8}"));
        azure.pass(60);

        JsonNode machine =
                azure.get(Machines.VM + "?$expand=instanceView").body().path("properties");
        JsonNode storage = machine.path("storageProfile");
        assertThat(storage.at("/osDisk/managedDisk/storageAccountType").asText())
                .isEqualTo("Premium_LRS");
        JsonNode data = storage.at("/dataDisks/0");
        assertThat(data.at("/managedDisk/storageAccountType").asText()).isEqualTo("Premium_LRS");
        assertThat(data.path("createOption").asText()).isEqualTo("Empty");
        assertThat(data.path("deleteOption").asText()).isEqualTo("Detach");
        assertThat(data.path("toBeDetached").isBoolean()).isTrue();
        assertThat(machine.at("/osProfile/linuxConfiguration/patchSettings/patchMode")
                        .asText())
                .isEqualTo("ImageDefault");
        assertThat(machine.at("/instanceView/osName").asText()).isEqualTo("ubuntu");
        assertThat(machine.at("/instanceView/osVersion").asText()).matches("\\d\\d\\.\\d\\d");
        JsonNode nic = azure.get(Machines.NIC).body().path("properties");
        assertThat(nic.path("macAddress").asText()).matches("00-0D-3A(-[0-9A-F]{2}){3}");
        assertThat(nic.at("/dnsSettings/internalDomainNameSuffix").asText()).endsWith(".internal.cloudapp.net");
    }

    @Test
    void anInterfaceKeepsItsHardwareAddress() {
        machines.makeMachine();
        JsonNode before = azure.get(Machines.NIC).body();

        azure.put(Machines.NIC, before.toString());

        assertThat(azure.get(Machines.NIC).body().at("/properties/macAddress").asText())
                .isNotEmpty()
                .isEqualTo(before.at("/properties/macAddress").asText());
    }

    @Test
    void aSmallWindowsImageHasASmallDisk() {
        azure.put(
                SCALE_SET,
                Machines.uniform(1, "")
                        .replaceFirst(
                                "'imageReference':\\{[^}]*}",
                                "'imageReference':{'publisher':'MicrosoftWindowsServer','offer':'WindowsServer',"
                                        + "'sku':'2016-Datacenter-Server-Core-smalldisk','version':'latest'}"));

        JsonNode osDisk = azure.get(SCALE_SET).body().at("/properties/virtualMachineProfile/storageProfile/osDisk");
        assertThat(osDisk.path("osType").asText()).isEqualTo("Windows");
        assertThat(osDisk.path("diskSizeGB").asInt()).isEqualTo(30);
    }
}
