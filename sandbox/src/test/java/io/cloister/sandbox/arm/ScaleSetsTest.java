// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScaleSetsTest {

    private static final String SCALE_SET = Machines.SCALE_SET;
    private static final String OTHER_SIZE = "{'sku':{'name':'Standard_D4s_v5'}}";

    private final Azure azure = new Azure();
    private final Machines machines = new Machines(azure);

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void anUpdateByPutNamesNoOperationAndShowsItsEndInTheResource() {
        machines.scaleSet(1);
        azure.pass(90);

        Azure.Answer scaled =
                azure.put(SCALE_SET, "{'location':'westeurope','sku':{'name':'Standard_D2s_v5','capacity':2}}");

        assertThat(scaled.status()).isEqualTo(200);
        assertThat(scaled.state()).isEqualTo("Updating");
        assertThat(scaled.header("Azure-AsyncOperation")).isNull();
        azure.pass(60);
        assertThat(azure.get(SCALE_SET).state()).isEqualTo("Succeeded");
        assertThat(instances()).hasSize(2);
    }

    @Test
    void azureCompletesTheModelOfItsMachines() {
        machines.scaleSet(1);
        azure.pass(90);

        JsonNode model = azure.get(SCALE_SET).body().at("/properties/virtualMachineProfile");

        assertThat(model.at("/storageProfile/osDisk/osType").asText()).isEqualTo("Linux");
        assertThat(model.at("/storageProfile/osDisk/diskSizeGB").asInt()).isEqualTo(30);
        assertThat(model.at("/osProfile/allowExtensionOperations").asBoolean()).isTrue();
        assertThat(model.at("/osProfile/linuxConfiguration/provisionVMAgent").asBoolean())
                .isTrue();
        JsonNode nic = model.at("/networkProfile/networkInterfaceConfigurations/0/properties");
        assertThat(nic.path("enableAcceleratedNetworking").isBoolean()).isTrue();
        assertThat(nic.at("/ipConfigurations/0/properties/privateIPAddressVersion")
                        .asText())
                .isEqualTo("IPv4");
    }

    @Test
    void wordsForTrueBecomeTrueInTheModelAndItsInterfaces() {
        azure.put(SCALE_SET, Machines.uniform(1, "").replace("'primary':true", "'primary':'true'"));
        azure.pass(90);

        JsonNode model = azure.get(SCALE_SET).body().at("/properties/virtualMachineProfile");
        assertThat(model.at("/networkProfile/networkInterfaceConfigurations/0/properties/primary")
                        .isBoolean())
                .isTrue();
        assertThat(model.at("/storageProfile/osDisk/managedDisk/storageAccountType")
                        .asText())
                .isEqualTo("Premium_LRS");
        JsonNode nic = azure.get(SCALE_SET + "/networkInterfaces").body().at("/value/0/properties");
        assertThat(nic.path("primary").isBoolean()).isTrue();
        assertThat(nic.path("macAddress").asText()).startsWith("00-0D-3A-");
    }

    @Test
    void anInstanceHasItsConfigurationItsDiskAndItsView() {
        machines.scaleSet(1);
        azure.pass(90);

        JsonNode instance =
                azure.get(SCALE_SET + "/virtualMachines/0?$expand=instanceView").body();

        assertThat(instance.at("/properties/networkProfileConfiguration/networkInterfaceConfigurations/0/name")
                        .asText())
                .isEqualTo("nic");
        assertThat(instance.at("/properties/instanceView/statuses/1/code").asText())
                .isEqualTo("PowerState/running");
        assertThat(instance.at("/properties/storageProfile/imageReference/exactVersion")
                        .asText())
                .startsWith("24.04.");
        JsonNode disk = azure.get(instance.at("/properties/storageProfile/osDisk/managedDisk/id")
                        .asText())
                .body();
        assertThat(disk.path("managedBy")).isEqualTo(instance.path("id"));
        assertThat(azure.get(SCALE_SET + "/virtualMachines/0")
                        .body()
                        .at("/properties")
                        .has("instanceView"))
                .isFalse();
        assertThat(azure.get(SCALE_SET + "/instanceView")
                        .body()
                        .at("/virtualMachine/statusesSummary/0/count")
                        .asInt())
                .isEqualTo(1);
        assertThat(azure.get(SCALE_SET + "/virtualMachines/0/networkInterfaces/nic/ipConfigurations/ip")
                        .body()
                        .at("/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.20.1.4");
    }

    @Test
    void aNewModelReachesAnInstanceOfAManualSetOnlyByHand() {
        machines.scaleSet(2);
        azure.pass(90);

        azure.call("PATCH", SCALE_SET, OTHER_SIZE);
        azure.pass(60);
        assertThat(instances("?$filter=properties/latestModelApplied eq false")).hasSize(2);

        Azure.Answer upgrade = azure.call("POST", SCALE_SET + "/manualupgrade", "{'instanceIds':['0']}");
        assertThat(upgrade.status()).isEqualTo(202);
        azure.pass(40);

        JsonNode old = instances("?$filter=properties/latestModelApplied eq false");
        assertThat(old).extracting(one -> one.path("instanceId").asText()).containsExactly("1");
        assertThat(azure.get(SCALE_SET + "/virtualMachines/0")
                        .body()
                        .at("/properties/hardwareProfile/vmSize")
                        .asText())
                .isEqualTo("Standard_D4s_v5");
    }

    @Test
    void aNewModelReachesAllInstancesOfAnAutomaticSet() {
        azure.put(SCALE_SET, Machines.uniform(2, "'upgradePolicy':{'mode':'Automatic'},"));
        azure.pass(90);

        azure.call("PATCH", SCALE_SET, OTHER_SIZE);
        azure.pass(60);

        assertThat(instances("?$filter=properties/latestModelApplied eq true")).hasSize(2);
    }

    @Test
    void aRollingUpgradeGoesBatchByBatchUntilItIsCancelled() {
        azure.put(
                SCALE_SET,
                Machines.rolling(
                        4,
                        ",'rollingUpgradePolicy':"
                                + "{'maxBatchInstancePercent':25,'pauseTimeBetweenBatches':'PT10S'}"));
        azure.pass(90);
        assertThat(azure.get(SCALE_SET + "/rollingUpgrades/latest").status()).isEqualTo(404);
        azure.call("PATCH", SCALE_SET, OTHER_SIZE);
        azure.pass(60);
        assertThat(rolling("/runningStatus/code").asText()).isEqualTo("RollingForward");
        assertThat(rolling("/progress/pendingInstanceCount").asInt()).isEqualTo(3);

        azure.pass(60);
        assertThat(rolling("/progress/successfulInstanceCount").asInt()).isEqualTo(1);
        assertThat(azure.call("POST", SCALE_SET + "/rollingUpgrades/cancel", "").status())
                .isEqualTo(202);
        azure.pass(300);

        assertThat(rolling("/runningStatus/code").asText()).isEqualTo("Cancelled");
        assertThat(instances("?$filter=properties/latestModelApplied eq false")).isNotEmpty();
    }

    @Test
    void aRollingUpgradeThatNobodyCancelsCompletes() {
        azure.put(SCALE_SET, Machines.rolling(3, ""));
        azure.pass(90);

        azure.call("PATCH", SCALE_SET, OTHER_SIZE);
        azure.pass(300);

        assertThat(rolling("/runningStatus/code").asText()).isEqualTo("Completed");
        assertThat(rolling("/progress/successfulInstanceCount").asInt()).isEqualTo(3);
    }

    @Test
    void aSubnetThatIsTooSmallLeavesTheSetAsItWas() {
        azure.put(Azure.VNET + "/subnets/small", "{'properties':{'addressPrefix':'10.20.9.0/29'}}");
        azure.pass(10);
        azure.put(SCALE_SET, Machines.uniform(2, "").replace("/subnets/nodes", "/subnets/small"));
        azure.pass(90);

        Azure.Answer refused = azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':4}}");

        assertThat(refused.code()).isEqualTo("SubnetIsFull");
        assertThat(instances()).hasSize(2);
        assertThat(azure.get(SCALE_SET).body().at("/sku/capacity").asInt()).isEqualTo(2);
    }

    @Test
    void aRollingUpgradeNeedsToKnowTheHealthOfInstances() {
        Azure.Answer refused = azure.put(SCALE_SET, Machines.uniform(3, "'upgradePolicy':{'mode':'Rolling'},"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/message").asText()).contains("health probe or health extension");
    }

    @Test
    void aProtectedInstanceStaysWhenTheSetShrinks() {
        machines.scaleSet(3);
        azure.pass(90);
        azure.put(
                SCALE_SET + "/virtualMachines/2",
                "{'location':'westeurope','properties':{'protectionPolicy':{'protectFromScaleIn':true}}}");
        azure.pass(30);

        azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':1}}");
        azure.pass(60);

        assertThat(instances())
                .extracting(one -> one.path("instanceId").asText())
                .containsExactly("2");
    }

    @Test
    void shrinkingTakesTheNewestOfTheFullestZone() {
        machines.scaleSet(5);
        azure.pass(90);

        azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':3}}");
        azure.pass(60);

        assertThat(instances())
                .extracting(one -> one.path("instanceId").asText())
                .containsExactly("0", "1", "2");
    }

    @Test
    void instancesAreDeletedByTheirNumbersAndTheCapacityFollows() {
        machines.scaleSet(3);
        azure.pass(90);

        assertThat(azure.call("POST", SCALE_SET + "/delete", "{'instanceIds':['7']}")
                        .code())
                .isEqualTo("InvalidParameter");
        azure.call("POST", SCALE_SET + "/delete", "{'instanceIds':['0','1']}");
        azure.pass(30);

        assertThat(instances())
                .extracting(one -> one.path("instanceId").asText())
                .containsExactly("2");
        assertThat(azure.get(SCALE_SET).body().at("/sku/capacity").asInt()).isEqualTo(1);
    }

    @Test
    void twoInstancesAreWorkedOnSideBySide() {
        machines.scaleSet(2);
        azure.pass(90);

        assertThat(azure.call("POST", SCALE_SET + "/virtualMachines/0/deallocate", "")
                        .status())
                .isEqualTo(202);
        assertThat(azure.call("POST", SCALE_SET + "/virtualMachines/1/restart", "")
                        .status())
                .isEqualTo(202);
        azure.pass(30);

        assertThat(azure.get(SCALE_SET + "/virtualMachines/0/instanceView")
                        .body()
                        .at("/statuses/1/code")
                        .asText())
                .isEqualTo("PowerState/deallocated");
        assertThat(instances("?$filter=instanceView/statuses/code eq 'PowerState/running'"))
                .hasSize(1);
    }

    @Test
    void theMachinesOfAFlexibleSetAreMachinesOfTheirOwn() {
        azure.put(SCALE_SET, Machines.flexible(2));
        azure.pass(90);

        JsonNode found = azure.get(
                        Azure.COMPUTE + "/virtualMachines?$filter='virtualMachineScaleSet/id' eq '" + SCALE_SET + "'")
                .body()
                .path("value");

        assertThat(found).hasSize(2);
        assertThat(found.path(0).path("name").asText()).matches("demo-workers_[0-9a-f]{8}");
        assertThat(found.at("/0/properties/osProfile/computerName").asText()).matches("demo[0-9A-F]{6}");
        assertThat(found.at("/0/properties/virtualMachineScaleSet/id").asText()).isEqualTo(SCALE_SET);
        JsonNode nic = azure.get(found.at("/0/properties/networkProfile/networkInterfaces/0/id")
                        .asText())
                .body();
        assertThat(nic.path("type").asText()).isEqualTo("Microsoft.Network/networkInterfaces");
        assertThat(nic.at("/properties/virtualMachine/id")).isEqualTo(found.at("/0/id"));
    }

    @Test
    void deletingOneMachineOfAFlexibleSetLowersItsCapacity() {
        azure.put(SCALE_SET, Machines.flexible(2));
        azure.pass(90);
        String first = azure.get(Azure.COMPUTE + "/virtualMachines")
                .body()
                .at("/value/0/id")
                .asText();

        azure.delete(first);
        azure.pass(30);

        assertThat(azure.get(SCALE_SET).body().at("/sku/capacity").asInt()).isEqualTo(1);
        azure.delete(SCALE_SET);
        azure.pass(90);
        assertThat(azure.get(Azure.RG + "/resources").body().path("value")).hasSize(1);
    }

    @Test
    void aMachineJoinsAFlexibleSetByNamingItAndNoOther() {
        azure.put(SCALE_SET, Machines.flexible(1));
        azure.pass(90);
        machines.makeInterface();
        String joining = Machines.machine("'virtualMachineScaleSet':{'id':'" + SCALE_SET + "'},", "");

        assertThat(azure.put(Machines.VM, joining).status()).isEqualTo(201);
        assertThat(azure.get(SCALE_SET).body().at("/sku/capacity").asInt()).isEqualTo(2);

        String uniform = SCALE_SET + "-uniform";
        azure.put(uniform, Machines.uniform(0, ""));
        azure.pass(90);
        assertThat(azure.put(Machines.VM + "2", joining.replace(SCALE_SET, uniform))
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("virtualMachineScaleSet");
    }

    @Test
    void aFlexibleSetWithoutASizeKeepsTheMachinesThatWerePutIntoIt() {
        azure.put(
                SCALE_SET,
                "{'location':'westeurope','properties':{'orchestrationMode':'Flexible','platformFaultDomainCount':1}}");
        azure.pass(90);
        machines.makeInterface();
        azure.put(Machines.VM, Machines.machine("'virtualMachineScaleSet':{'id':'" + SCALE_SET + "'},", ""));
        azure.pass(50);

        azure.call("PATCH", SCALE_SET, "{'properties':{},'tags':{'team':'red'}}");
        azure.pass(90);

        assertThat(azure.get(Machines.VM).state()).isEqualTo("Succeeded");
    }

    @Test
    void theOrchestrationModeIsSetOnce() {
        machines.scaleSet(0);
        azure.pass(90);

        Azure.Answer refused = azure.call("PATCH", SCALE_SET, "{'properties':{'orchestrationMode':'Flexible'}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PropertyChangeNotAllowed");
    }

    @Test
    void zonesAreAddedButNeverTakenAway() {
        machines.scaleSet(0);
        azure.pass(90);

        assertThat(azure.call("PATCH", SCALE_SET, "{'zones':['1']}").code()).isEqualTo("PropertyChangeNotAllowed");
    }

    @Test
    void aFlexibleSetHasUserAssignedIdentitiesOnly() {
        Azure.Answer refused = azure.put(
                SCALE_SET, Machines.flexible(1).replaceFirst("\\{", "{'identity':{'type':'SystemAssigned'},"));

        assertThat(refused.body().at("/error/target").asText()).isEqualTo("identity.type");
    }

    @Test
    void aZonalSetInOnePlacementGroupHasFiveFaultDomainsAndOneInSeveralSpreadsAsFarAsItCan() {
        Azure.Answer inOne = azure.put(SCALE_SET, Machines.uniform(1, "'singlePlacementGroup':true,"));
        Azure.Answer inSeveral = azure.put(SCALE_SET + "2", Machines.uniform(1, ""));

        assertThat(inOne.body().at("/properties/platformFaultDomainCount").asInt())
                .isEqualTo(5);
        assertThat(inSeveral.body().at("/properties/platformFaultDomainCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void moreThanAHundredInstancesNeedMoreThanOnePlacementGroup() {
        Azure.Answer refused = azure.put(SCALE_SET, Machines.uniform(101, "'singlePlacementGroup':true,"));

        assertThat(refused.body().at("/error/target").asText()).isEqualTo("sku.capacity");
    }

    @Test
    void anExtensionIsAChildAndAPartOfTheModel() {
        machines.scaleSet(0);
        azure.pass(90);

        azure.put(
                SCALE_SET + "/extensions/health",
                "{'properties':{'publisher':'Microsoft.ManagedServices','type':'ApplicationHealthLinux',"
                        + "'typeHandlerVersion':'1.0','protectedSettings':{'key':'hidden'}}}");
        azure.pass(20);

        assertThat(azure.get(SCALE_SET + "/extensions")
                        .body()
                        .at("/value/0/name")
                        .asText())
                .isEqualTo("health");
        assertThat(azure.get(SCALE_SET + "/extensions/health").body().toString())
                .doesNotContain("hidden");
        assertThat(azure.get(SCALE_SET)
                        .body()
                        .at("/properties/virtualMachineProfile/extensionProfile/extensions/0/name")
                        .asText())
                .isEqualTo("health");
    }

    @Test
    void aStrictSetIsNotScaledOutOfItsBalance() {
        azure.put(SCALE_SET, Machines.uniform(9, "'zoneBalance':true,"));
        azure.pass(90);
        azure.call("POST", SCALE_SET + "/delete", "{'instanceIds':['0','3','6']}");
        azure.pass(30);

        Azure.Answer refused = azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':7}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(instances()).hasSize(6);

        assertThat(azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':9}}").status())
                .isEqualTo(200);
        azure.pass(60);
        assertThat(instances())
                .extracting(one -> one.at("/zones/0").asText())
                .containsExactlyInAnyOrder("1", "1", "1", "2", "2", "2", "3", "3", "3");
    }

    @Test
    void aSetThatIsNotStrictIsScaledWhateverItsBalance() {
        machines.scaleSet(9);
        azure.pass(90);
        azure.call("POST", SCALE_SET + "/delete", "{'instanceIds':['0','3','6']}");
        azure.pass(30);

        assertThat(azure.call("PATCH", SCALE_SET, "{'sku':{'capacity':7}}").status())
                .isEqualTo(200);
    }

    @Test
    void strictBalanceNeedsZones() {
        Azure.Answer refused =
                azure.put(SCALE_SET, Machines.uniform(1, "'zoneBalance':true,").replace("'zones':['1','2','3'],", ""));

        assertThat(refused.body().at("/error/message").asText())
                .isEqualTo("The value of parameter zoneBalance is invalid.");
    }

    @Test
    void faultDomainsFollowTheZones() {
        machines.scaleSet(0);
        assertThat(azure.get(SCALE_SET)
                        .body()
                        .at("/properties/platformFaultDomainCount")
                        .asInt())
                .isEqualTo(1);
        azure.put(SCALE_SET + "2", Machines.uniform(0, "").replace("'zones':['1','2','3'],", ""));
        assertThat(azure.get(SCALE_SET + "2")
                        .body()
                        .at("/properties/platformFaultDomainCount")
                        .asInt())
                .isEqualTo(5);

        assertThat(azure.put(SCALE_SET + "3", Machines.uniform(0, "'platformFaultDomainCount':3,"))
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("platformFaultDomainCount");
    }

    @Test
    void anOverprovisionedSetStartsMoreInstancesAndDeletesThemAgain() {
        azure.put(SCALE_SET, Machines.uniform(2, "").replace("'overprovision':false,", ""));
        azure.pass(60);

        assertThat(instances("?$filter=instanceView/statuses/code eq 'PowerState/running'"))
                .hasSize(4);
        assertThat(cores()).isEqualTo(4);
        azure.pass(30);

        assertThat(instances())
                .extracting(one -> one.path("instanceId").asText())
                .containsExactly("0", "1");
        assertThat(azure.get(SCALE_SET).body().at("/sku/capacity").asInt()).isEqualTo(2);
        assertThat(interfaces()).hasSize(4);
        azure.pass(20);
        assertThat(interfaces()).hasSize(2);
    }

    @Test
    void overprovisioningTakesNoAddressThatWasAskedFor() {
        azure.put(Azure.VNET + "/subnets/small", "{'properties':{'addressPrefix':'10.20.2.0/29'}}");
        azure.pass(10);

        azure.put(
                SCALE_SET,
                Machines.uniform(2, "")
                        .replace("'overprovision':false,", "")
                        .replace("/subnets/nodes", "/subnets/small"));

        assertThat(instances()).hasSize(3);
        azure.pass(90);
        assertThat(instances()).hasSize(2);
    }

    @Test
    void anEvictedInstanceIsDeallocatedOrDeletedAsItsPolicySays() {
        azure.put(SCALE_SET, spot("'evictionPolicy':'Delete',"));
        azure.put(SCALE_SET + "2", spot("").replace("'nic'", "'nic2'"));
        azure.pass(90);

        assertThat(azure.call("POST", SCALE_SET + "/virtualMachines/0/simulateEviction", "")
                        .status())
                .isEqualTo(204);
        azure.call("POST", SCALE_SET + "2/virtualMachines/0/simulateEviction", "");
        azure.pass(60);

        assertThat(instances()).hasSize(1);
        assertThat(azure.get(SCALE_SET).body().at("/sku/capacity").asInt()).isEqualTo(1);
        assertThat(azure.get(SCALE_SET + "2/virtualMachines/0/instanceView")
                        .body()
                        .at("/statuses/1/code")
                        .asText())
                .isEqualTo("PowerState/deallocated");
    }

    @Test
    void onlyASpotMachineIsEvicted() {
        machines.scaleSet(1);
        azure.pass(90);

        assertThat(azure.call("POST", SCALE_SET + "/virtualMachines/0/simulateEviction", "")
                        .code())
                .isEqualTo("OperationNotAllowed");
    }

    @Test
    void repairsAreSuspendedAndResumed() {
        azure.put(SCALE_SET, Machines.uniform(0, "'automaticRepairsPolicy':{'enabled':true},"));
        azure.pass(90);
        assertThat(repairs()).isEqualTo("Running");

        Azure.Answer accepted = azure.call(
                "POST",
                SCALE_SET + "/setOrchestrationServiceState",
                "{'serviceName':'AutomaticRepairs','action':'Suspend'}");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(repairs()).isEqualTo("Suspended");
        azure.call(
                "POST",
                SCALE_SET + "/setOrchestrationServiceState",
                "{'serviceName':'AutomaticRepairs','action':'Resume'}");
        assertThat(repairs()).isEqualTo("Running");
        assertThat(azure.call("POST", SCALE_SET + "/setOrchestrationServiceState", "{'serviceName':'Other'}")
                        .code())
                .isEqualTo("InvalidParameter");
    }

    private String repairs() {
        return azure.get(SCALE_SET + "/instanceView")
                .body()
                .at("/orchestrationServices/0/serviceState")
                .asText();
    }

    private static String spot(String more) {
        return Machines.uniform(2, "")
                .replace("'virtualMachineProfile':{", "'virtualMachineProfile':{'priority':'Spot'," + more);
    }

    private int cores() {
        JsonNode usages = azure.get(Azure.SUBSCRIPTION + "/providers/Microsoft.Compute/locations/westeurope/usages")
                .body()
                .path("value");
        return StreamSupport.stream(usages.spliterator(), false)
                .filter(one -> one.at("/name/value").asText().equals("cores"))
                .mapToInt(one -> one.path("currentValue").asInt())
                .sum();
    }

    @Test
    void aModelThatNoMachineOfTheSizeCouldHaveIsRefused() {
        String nic = "{'name':'%s','properties':{'primary':%s,'ipConfigurations':[{'name':'ip','properties':{'subnet':"
                + "{'id':'" + Azure.VNET + "/subnets/nodes'}}}]}}";
        String three = nic.formatted("a", true) + "," + nic.formatted("b", false) + "," + nic.formatted("c", false);
        String five = "{'lun':0},{'lun':1},{'lun':2},{'lun':3},{'lun':4}";

        assertThat(azure.put(
                                SCALE_SET,
                                Machines.uniform(0, "")
                                        .replaceFirst(
                                                "(?s)'networkInterfaceConfigurations':\\[.*]",
                                                "'networkInterfaceConfigurations':[" + three + "]"))
                        .code())
                .isEqualTo("NetworkInterfaceCountExceeded");
        assertThat(azure.put(
                                SCALE_SET,
                                Machines.uniform(0, "").replace("'osDisk':{", "'dataDisks':[" + five + "],'osDisk':{"))
                        .code())
                .isEqualTo("OperationNotAllowed");
    }

    private JsonNode interfaces() {
        return azure.get(SCALE_SET + "/networkInterfaces").body().path("value");
    }

    private JsonNode instances() {
        return instances("");
    }

    private JsonNode instances(String query) {
        return azure.get(SCALE_SET + "/virtualMachines" + query).body().path("value");
    }

    private JsonNode rolling(String pointer) {
        return azure.get(SCALE_SET + "/rollingUpgrades/latest").body().at("/properties" + pointer);
    }
}
