// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which interfaces and disks a machine can have. */
class AttachmentsTest {

    private static final String DISKS = Azure.COMPUTE + "/disks/";

    private final Azure azure = new Azure();
    private final Machines machines = new Machines(azure);

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void anInterfaceIsNamedOnce() {
        machines.makeInterface();

        Azure.Answer refused =
                azure.put(Machines.VM, withInterfaces(primary(Machines.NIC) + "," + reference(Machines.NIC, false)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/target").asText()).isEqualTo("networkProfile.networkInterfaces");
    }

    @Test
    void ofSeveralInterfacesExactlyOneIsThePrimaryOne() {
        machines.makeInterface();
        String second = makeInterface("second", "westeurope", Azure.VNET);

        assertThat(azure.put(Machines.VM, withInterfaces(primary(Machines.NIC) + ",{'id':'" + second + "'}"))
                        .code())
                .isEqualTo("NetworkInterfaceMustHavePrimaryPropertySet");
        assertThat(azure.put(Machines.VM, withInterfaces(primary(Machines.NIC) + "," + primary(second)))
                        .code())
                .isEqualTo("VirtualMachineMustHaveOneNetworkInterfaceAsPrimary");
        assertThat(azure.put(
                                Machines.VM,
                                withInterfaces(reference(Machines.NIC, false) + "," + reference(second, false)))
                        .code())
                .isEqualTo("VirtualMachineMustHaveOneNetworkInterfaceAsPrimary");
        assertThat(azure.put(Machines.VM, withInterfaces(primary(Machines.NIC) + "," + reference(second, false)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aSizeHasRoomForSoManyInterfaces() {
        String three = IntStream.range(0, 3)
                .mapToObj(i -> reference(makeInterface("nic" + i, "westeurope", Azure.VNET), i == 0))
                .collect(Collectors.joining(","));

        assertThat(azure.put(Machines.VM, withInterfaces(three)).code()).isEqualTo("NetworkInterfaceCountExceeded");
    }

    @Test
    void anInterfaceOfAnotherMachineIsRefused() {
        machines.makeMachine();

        Azure.Answer refused = azure.put(Azure.COMPUTE + "/virtualMachines/other", Machines.machine("", ""));

        assertThat(refused.code()).isEqualTo("NicInUse");
    }

    @Test
    void interfacesAreInTheMachinesRegionAndInOneNetwork() {
        machines.makeInterface();
        String elsewhere = Azure.NETWORK + "/virtualNetworks/elsewhere";
        makeNetwork(elsewhere, "northeurope");
        String other = Azure.NETWORK + "/virtualNetworks/other";
        makeNetwork(other, "westeurope");

        assertThat(azure.put(Machines.VM, withInterfaces(primary(makeInterface("far", "northeurope", elsewhere))))
                        .code())
                .isEqualTo("InvalidResourceReference");
        String second = makeInterface("second", "westeurope", other);
        assertThat(azure.put(Machines.VM, withInterfaces(primary(Machines.NIC) + "," + reference(second, false)))
                        .code())
                .isEqualTo("SubnetsNotInSameVnet");
    }

    @Test
    void aDiskIsAttachedOnceAndToOneMachine() {
        machines.makeInterface();
        makeDisk("data", "westeurope", "", "Premium_LRS");

        Azure.Answer twice = azure.put(Machines.VM, Machines.machine("", attach(0, "data") + "," + attach(1, "data")));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("ConflictingUserInput");
        azure.put(Machines.VM, Machines.machine("", attach(0, "data")));
        azure.pass(50);

        String nic = makeInterface("second", "westeurope", Azure.VNET);
        Azure.Answer taken = azure.put(
                Azure.COMPUTE + "/virtualMachines/other",
                Machines.machine("", attach(0, "data")).replace(Machines.NIC + "'", nic + "'"));
        assertThat(taken.code()).isEqualTo("ConflictingUserInput");
        assertThat(taken.body().at("/error/message").asText()).contains("already owned by VM");
    }

    @Test
    void aLunIsUsedOnceAndASizeHasRoomForSoManyDisks() {
        machines.makeInterface();
        String sameLun =
                "{'lun':0,'createOption':'Empty','diskSizeGB':8},{'lun':0,'createOption':'Empty','diskSizeGB':8}";
        String five = IntStream.range(0, 5)
                .mapToObj(lun -> "{'lun':" + lun + ",'createOption':'Empty','diskSizeGB':8}")
                .collect(Collectors.joining(","));

        assertThat(azure.put(Machines.VM, Machines.machine("", sameLun))
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("dataDisk.lun");
        assertThat(azure.put(Machines.VM, Machines.machine("", five)).code()).isEqualTo("OperationNotAllowed");
    }

    @Test
    void aDiskIsInTheMachinesZone() {
        machines.makeInterface();
        makeDisk("regional", "westeurope", "", "Premium_LRS");
        makeDisk("zone2", "westeurope", "'zones':['2'],", "Premium_LRS");
        makeDisk("everywhere", "westeurope", "", "Premium_ZRS");
        makeDisk("far", "northeurope", "", "Premium_LRS");

        assertThat(refusal(inZone1("regional"))).endsWith("because it is not in zone '1'.");
        assertThat(refusal(inZone1("zone2"))).endsWith("VM zone: '1'. Disk zone: '2'.");
        assertThat(refusal(Machines.machine("", attach(0, "zone2")))).endsWith("the VM is in none.");
        assertThat(refusal(Machines.machine("", attach(0, "far")))).endsWith("not in the same location as the VM.");
        assertThat(azure.put(Machines.VM, inZone1("everywhere")).status()).isEqualTo(201);
    }

    @Test
    void aMachineOfAnAvailabilitySetGetsNoZonalDisk() {
        machines.makeInterface();
        makeDisk("zone2", "westeurope", "'zones':['2'],", "Premium_LRS");
        String set = Azure.COMPUTE + "/availabilitySets/set";
        azure.put(set, "{'location':'westeurope','sku':{'name':'Aligned'}}");

        assertThat(refusal(Machines.machine("'availabilitySet':{'id':'" + set + "'},", attach(0, "zone2"))))
                .contains("belongs to an Availability Set");
    }

    @Test
    void aDiskOfAnotherZoneIsNotAttachedByItsOwnActionEither() {
        machines.makeMachine();
        makeDisk("zone2", "westeurope", "'zones':['2'],", "Premium_LRS");

        Azure.Answer refused = azure.call(
                "POST",
                Machines.VM + "/attachDetachDataDisks",
                "{'dataDisksToAttach':[{'diskId':'" + DISKS + "zone2'}]}");

        assertThat(refused.code()).isEqualTo("BadRequest");
        assertThat(azure.get(Machines.VM).body().at("/properties/storageProfile/dataDisks"))
                .isEmpty();
    }

    private String refusal(String machine) {
        Azure.Answer refused = azure.put(Machines.VM, machine);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("BadRequest");
        return refused.body().at("/error/message").asText();
    }

    private static String inZone1(String disk) {
        return Machines.machine("", attach(0, disk)).replaceFirst("'properties'", "'zones':['1'],'properties'");
    }

    private static String withInterfaces(String references) {
        return Machines.machine("", "")
                .replaceFirst("'networkInterfaces':\\[.*]", "'networkInterfaces':[" + references + "]");
    }

    private static String primary(String id) {
        return reference(id, true);
    }

    private static String reference(String id, boolean primary) {
        return "{'id':'" + id + "','properties':{'primary':" + primary + "}}";
    }

    private static String attach(int lun, String disk) {
        return "{'lun':" + lun + ",'createOption':'Attach','managedDisk':{'id':'" + DISKS + disk + "'}}";
    }

    private void makeDisk(String name, String location, String more, String sku) {
        azure.put(
                DISKS + name,
                "{'location':'" + location + "'," + more + "'sku':{'name':'" + sku
                        + "'},'properties':{'diskSizeGB':64,'creationData':{'createOption':'Empty'}}}");
        azure.pass(4);
    }

    private void makeNetwork(String id, String location) {
        azure.put(id, """
                {'location':'%s','properties':{'addressSpace':{'addressPrefixes':['10.30.0.0/16']},
                 'subnets':[{'name':'nodes','properties':{'addressPrefix':'10.30.1.0/24'}}]}}""".formatted(location));
        azure.pass(10);
    }

    private String makeInterface(String name, String location, String network) {
        String id = Azure.NETWORK + "/networkInterfaces/" + name;
        azure.put(id, """
                {'location':'%s','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(location, network));
        azure.pass(5);
        return id;
    }
}
