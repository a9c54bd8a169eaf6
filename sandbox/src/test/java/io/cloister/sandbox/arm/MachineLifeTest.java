// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.ResourceView.Change;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineLifeTest {

    private static final String DISK = Azure.COMPUTE + "/disks/data";
    private static final String EMPTY_DISK =
            "{'location':'westeurope','properties':{'diskSizeGB':64,'creationData':{'createOption':'Empty'}}}";

    private final Azure azure = new Azure();
    private final Machines machines = new Machines(azure);
    private final List<Change.Kind> power = new ArrayList<>();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
        azure.arm.resources().onChange(change -> {
            if (change.kind() == Change.Kind.STARTED || change.kind() == Change.Kind.STOPPED) {
                power.add(change.kind());
            }
        });
    }

    @Test
    void aDeallocatedMachineKeepsItsDisksReservedAndStartsAgain() {
        machines.makeMachine();
        assertThat(powerState()).isEqualTo("PowerState/running");

        Azure.Answer accepted = azure.call("POST", Machines.VM + "/deallocate", "");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(azure.get(Machines.VM).state()).isEqualTo("Updating");
        assertThat(powerState()).isEqualTo("PowerState/deallocating");
        azure.pass(30);
        assertThat(azure.get(accepted.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("Succeeded");
        assertThat(powerState()).isEqualTo("PowerState/deallocated");
        assertThat(osDisk().at("/properties/diskState").asText()).isEqualTo("Reserved");

        azure.call("POST", Machines.VM + "/start", "");
        azure.pass(20);

        assertThat(powerState()).isEqualTo("PowerState/running");
        assertThat(osDisk().at("/properties/diskState").asText()).isEqualTo("Attached");
        assertThat(power).containsExactly(Change.Kind.STARTED, Change.Kind.STOPPED, Change.Kind.STARTED);
    }

    @Test
    void anOnlyInterfaceSaysThatItIsThePrimaryOne() {
        machines.makeMachine();

        assertThat(azure.get(Machines.VM)
                        .body()
                        .at("/properties/networkProfile/networkInterfaces/0/properties/primary")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aMachineGetsAnotherInterfaceOnlyWhileItIsDeallocated() {
        machines.makeMachine();
        String second = Machines.NIC + "2";
        azure.put(second, """
                {'location':'westeurope','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
        azure.pass(20);
        String both = """
                {'location':'westeurope','properties':{'networkProfile':{'networkInterfaces':[
                 {'id':'%s','properties':{'primary':true}},{'id':'%s','properties':{'primary':false}}]}}}""".formatted(Machines.NIC, second);

        assertThat(azure.put(Machines.VM, both).code())
                .isEqualTo("AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported");
        azure.call("POST", Machines.VM + "/deallocate", "");
        azure.pass(60);
        assertThat(azure.put(Machines.VM, both).status()).isEqualTo(200);
        azure.pass(60);
        assertThat(azure.get(second).body().at("/properties/virtualMachine/id").asText())
                .isEqualTo(Machines.VM);
    }

    @Test
    void aViewIsShownWhereItIsAskedForAndNowhereElse() {
        machines.makeMachine();

        JsonNode whole = azure.get(Machines.VM + "?$expand=instanceView").body();

        assertThat(whole.at("/properties/instanceView/vmAgent/statuses/0/displayStatus")
                        .asText())
                .isEqualTo("Ready");
        assertThat(whole.toString()).doesNotContain("customData").doesNotContain("sandboxNotes");
        assertThat(azure.get(Machines.VM).body().at("/properties").has("instanceView"))
                .isFalse();
    }

    @Test
    void anUpdateByPutNamesNoOperation() {
        machines.makeMachine();

        Azure.Answer updated = azure.put(Machines.VM, "{'location':'westeurope','tags':{'a':'b'}}");

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.state()).isEqualTo("Updating");
        assertThat(updated.header("Azure-AsyncOperation")).isNull();
        azure.pass(20);
        assertThat(azure.get(Machines.VM).state()).isEqualTo("Succeeded");
    }

    @Test
    void firstStartSettingsAreSetOnce() {
        machines.makeMachine();

        Azure.Answer refused = azure.call("PATCH", Machines.VM, "{'properties':{'osProfile':{'customData':'eHg='}}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PropertyChangeNotAllowed");
        assertThat(refused.body().at("/error/target").asText()).isEqualTo("osProfile.customData");
    }

    @Test
    void customDataIsLimitedByItsDecodedLength() {
        machines.makeInterface();
        String most = Base64.getEncoder().encodeToString(new byte[65_535]);
        String tooMuch = Base64.getEncoder().encodeToString(new byte[65_536]);

        assertThat(azure.put(Machines.VM, Machines.machine("", "").replace("eA==", tooMuch))
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("osProfile.customData");
        assertThat(azure.put(Machines.VM, Machines.machine("", "").replace("eA==", most))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aLinuxMachineNeedsAKeyOrAPassword() {
        machines.makeInterface();
        String without = Machines.machine("", "").replace("," + Machines.LINUX, "");

        assertThat(azure.put(Machines.VM, without).body().at("/error/target").asText())
                .isEqualTo("adminPassword");
    }

    @Test
    void someNamesAndWeakPasswordsAreRefused() {
        machines.makeInterface();
        String body = Machines.machine("", "");

        assertThat(azure.put(Machines.VM, body.replace("'adminUsername':'cloister'", "'adminUsername':'Admin'"))
                        .body()
                        .at("/error/message")
                        .asText())
                .isEqualTo("The Admin Username specified is not allowed.");
        String withPasswords =
                body.replace("'disablePasswordAuthentication':true", "'disablePasswordAuthentication':false");
        assertThat(azure.put(Machines.VM, withPasswords.replace("'customData':'eA=='", "'adminPassword':'password1'"))
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("adminPassword");
    }

    @Test
    void anImageMustExist() {
        machines.makeInterface();

        Azure.Answer refused = azure.put(Machines.VM, Machines.machine("", "").replace("ubuntu-24_04-lts", "beos"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("PlatformImageNotFound");
    }

    @Test
    void aDataDiskIsMadeAttachedAndInUse() {
        azure.put(DISK, EMPTY_DISK);
        azure.pass(4);
        machines.makeInterface();
        azure.put(
                Machines.VM,
                Machines.machine(
                        "",
                        "{'lun':0,'createOption':'Attach','managedDisk':{'id':'" + DISK + "'}},"
                                + "{'lun':1,'createOption':'Empty','diskSizeGB':8,'name':'made'}"));
        azure.pass(50);

        assertThat(azure.get(DISK).body().path("managedBy").asText()).isEqualTo(Machines.VM);
        assertThat(azure.get(Azure.COMPUTE + "/disks/made")
                        .body()
                        .at("/properties/diskSizeGB")
                        .asInt())
                .isEqualTo(8);
        Azure.Answer refused = azure.delete(DISK);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");

        azure.delete(Machines.VM);
        azure.pass(30);
        assertThat(azure.get(DISK).body().at("/properties/diskState").asText()).isEqualTo("Unattached");
        assertThat(azure.delete(DISK).status()).isEqualTo(202);
    }

    @Test
    void aDiskIsAttachedAndDetachedByItsOwnAction() {
        machines.makeMachine();
        azure.put(DISK, EMPTY_DISK);
        azure.pass(4);

        Azure.Answer attached = azure.call(
                "POST", Machines.VM + "/attachDetachDataDisks", "{'dataDisksToAttach':[{'diskId':'" + DISK + "'}]}");
        assertThat(attached.body().at("/dataDisks/0/lun").asInt()).isZero();
        assertThat(azure.get(DISK).body().at("/properties/diskState").asText()).isEqualTo("Attached");

        azure.call("POST", Machines.VM + "/attachDetachDataDisks", "{'dataDisksToDetach':[{'diskId':'" + DISK + "'}]}");
        assertThat(azure.get(DISK).body().has("managedBy")).isFalse();
    }

    @Test
    void aDiskGrowsAndNeverShrinks() {
        assertThat(azure.put(DISK, EMPTY_DISK).status()).isEqualTo(202);
        azure.pass(4);

        assertThat(azure.call("PATCH", DISK, "{'properties':{'diskSizeGB':32}}").code())
                .isEqualTo("BadRequest");
        assertThat(azure.call("PATCH", DISK, "{'properties':{'diskSizeGB':128}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aDiskIsAsFastAsItsSizeOrItsTierSaysAndTwoSortsAsTheirOwnerSays() {
        String premium = "{'location':'westeurope','sku':{'name':'Premium_LRS'},'properties':"
                + "{'creationData':{'createOption':'Empty'},'diskSizeGB':128}}";
        assertThat(performance(premium)).isEqualTo("P10 500 100");
        azure.pass(10);
        assertThat(performance(premium.replace("'diskSizeGB'", "'tier':'P30','diskSizeGB'")))
                .isEqualTo("P30 5000 200");
        azure.pass(10);
        azure.delete(DISK);
        azure.pass(10);
        String adjustable = premium.replace("Premium_LRS", "PremiumV2_LRS");
        assertThat(performance(adjustable)).isEqualTo(" 3000 125");
        azure.pass(10);
        assertThat(performance(adjustable.replace("'diskSizeGB'", "'diskIOPSReadWrite':5000,'diskSizeGB'")))
                .isEqualTo(" 5000 125");
    }

    private String performance(String disk) {
        JsonNode properties = azure.put(DISK, disk).body().path("properties");
        return properties.path("tier").asText() + " " + properties.path("diskIOPSReadWrite") + " "
                + properties.path("diskMBpsReadWrite");
    }

    @Test
    void anImageIsTakenOfAGeneralizedMachineOnly() {
        machines.makeMachine();
        String image = Azure.COMPUTE + "/images/golden";
        String body = "{'location':'westeurope','properties':{'sourceVirtualMachine':{'id':'" + Machines.VM + "'}}}";
        assertThat(azure.put(image, body).code()).isEqualTo("OperationNotAllowed");

        azure.call("POST", Machines.VM + "/deallocate", "");
        azure.pass(30);
        assertThat(azure.call("POST", Machines.VM + "/generalize", "").status()).isEqualTo(200);

        assertThat(azure.put(image, body).status()).isEqualTo(201);
        assertThat(azure.call("POST", Machines.VM + "/start", "").code()).isEqualTo("OperationNotAllowed");
    }

    @Test
    void anAvailabilitySetStaysWhileItHasAMachine() {
        String set = Azure.COMPUTE + "/availabilitySets/set";
        String body = "{'location':'westeurope','sku':{'name':'Aligned'},'properties':{'platformFaultDomainCount':2}}";
        assertThat(azure.put(set, body).status()).isEqualTo(200);
        machines.makeInterface();
        azure.put(Machines.VM, Machines.machine("'availabilitySet':{'id':'" + set + "'},", ""));
        azure.pass(50);

        assertThat(azure.get(set).body().at("/properties/virtualMachines/0/id").asText())
                .isEqualTo(Machines.VM);
        assertThat(azure.delete(set).code()).isEqualTo("OperationNotAllowed");
        azure.delete(Machines.VM);
        azure.pass(30);
        assertThat(azure.delete(set).status()).isEqualTo(200);
    }

    private String powerState() {
        return azure.get(Machines.VM + "/instanceView")
                .body()
                .at("/statuses/1/code")
                .asText();
    }

    private JsonNode osDisk() {
        return azure.get(azure.get(Machines.VM)
                        .body()
                        .at("/properties/storageProfile/osDisk/managedDisk/id")
                        .asText())
                .body();
    }
}
