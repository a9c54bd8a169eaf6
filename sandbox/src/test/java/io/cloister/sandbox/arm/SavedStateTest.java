// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class SavedStateTest {

    private static final String NETWORK =
            "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']}}}";

    private final Azure azure = new Azure();

    @Test
    void whatWasMadeAfterwardsIsGoneAndWhatWasDeletedIsBack() {
        azure.makeNetwork();
        ObjectNode saved = azure.arm.save();
        azure.delete(Azure.VNET);
        azure.put(Azure.NETWORK + "/virtualNetworks/later", NETWORK);
        azure.pass(10);

        azure.arm.restore(saved);

        assertThat(azure.get(Azure.VNET).state()).isEqualTo("Succeeded");
        assertThat(azure.get(Azure.NETWORK + "/virtualNetworks/later").status()).isEqualTo(404);
        assertThat(azure.arm.save()).isEqualTo(saved);
    }

    @Test
    void anOperationGoesOnForTheRestOfItsTimeUnderItsOldUrl() {
        String operation = azure.put(Azure.VNET, NETWORK).header("Azure-AsyncOperation");
        azure.pass(4);
        ObjectNode saved = azure.arm.save();

        Azure restarted = new Azure();
        restarted.arm.restore(saved);

        assertThat(restarted.get(operation).body().path("status").asText()).isEqualTo("InProgress");
        assertThat(restarted.get(Azure.VNET).state()).isEqualTo("Updating");
        restarted.pass(1);
        assertThat(restarted.get(operation).body().path("status").asText()).isEqualTo("Succeeded");
        assertThat(restarted.get(Azure.VNET).state()).isEqualTo("Succeeded");
        assertThat(restarted.get(operation.replaceAll("h=.*", "h=other")).status())
                .isEqualTo(404);
    }

    @Test
    void aDeletionThatRanEndsAfterARestart() {
        azure.makeNetwork();
        azure.delete(Azure.VNET);
        ObjectNode saved = azure.arm.save();

        Azure restarted = new Azure();
        restarted.arm.restore(saved);
        assertThat(restarted.get(Azure.VNET).state()).isEqualTo("Deleting");
        restarted.pass(6);

        assertThat(restarted.get(Azure.VNET).status()).isEqualTo(404);
    }

    @Test
    void theRecordOfAnOperationThatHasEndedIsKept() {
        String operation = azure.put(Azure.VNET, NETWORK).header("Azure-AsyncOperation");
        azure.pass(5);

        Azure restarted = new Azure();
        restarted.arm.restore(azure.arm.save());

        assertThat(restarted.get(operation).body().path("status").asText()).isEqualTo("Succeeded");
        assertThat(restarted.get(operation).body().path("endTime").asText()).isNotEmpty();
    }

    @Test
    void anOperationOfTheStateThatWasReplacedDoesNothingMore() {
        ObjectNode empty = azure.arm.save();
        azure.put(Azure.VNET, NETWORK);

        azure.arm.restore(empty);
        azure.pass(10);

        assertThat(azure.get(Azure.VNET).status()).isEqualTo(404);
        assertThat(azure.arm.running()).isEmpty();
    }

    @Test
    void anActionOnAMachineEndsAfterARestartAsItWouldHave() {
        azure.makeNetwork();
        new Machines(azure).makeMachine();
        String operation = azure.call("POST", Machines.VM + "/deallocate", "").header("Azure-AsyncOperation");
        azure.pass(10);

        Azure restarted = restarted();
        assertThat(restarted.get(Machines.VM).state()).isEqualTo("Updating");
        restarted.pass(19);
        assertThat(restarted.get(operation).body().path("status").asText()).isEqualTo("InProgress");
        restarted.pass(1);

        assertThat(restarted.get(operation).body().path("status").asText()).isEqualTo("Succeeded");
        assertThat(restarted.get(Machines.VM).state()).isEqualTo("Succeeded");
        assertThat(powerState(restarted, Machines.VM)).isEqualTo("PowerState/deallocated");
    }

    @Test
    void whatIsDoneToInstancesOfAScaleSetEndsAfterARestart() {
        azure.makeNetwork();
        new Machines(azure).scaleSet(3);
        azure.pass(90);
        azure.call("PATCH", Machines.SCALE_SET, "{'sku':{'name':'Standard_D4s_v5'}}");
        azure.pass(60);
        azure.call("POST", Machines.SCALE_SET + "/virtualMachines/0/reimage", "");
        azure.call("POST", Machines.SCALE_SET + "/deallocate", "{'instanceIds':['1']}");
        azure.call("POST", Machines.SCALE_SET + "/delete", "{'instanceIds':['2']}");

        Azure restarted = restarted();
        restarted.pass(60);

        assertThat(size(restarted, "0")).isEqualTo("Standard_D4s_v5");
        assertThat(powerState(restarted, Machines.SCALE_SET + "/virtualMachines/1"))
                .isEqualTo("PowerState/deallocated");
        assertThat(restarted.get(Machines.SCALE_SET + "/virtualMachines/1").state())
                .isEqualTo("Succeeded");
        assertThat(restarted.get(Machines.SCALE_SET).body().at("/sku/capacity").asInt())
                .isEqualTo(2);
    }

    @Test
    void aRollingUpgradeGoesOnAfterARestart() {
        azure.makeNetwork();
        azure.put(Machines.SCALE_SET, Machines.rolling(3, ""));
        azure.pass(90);
        azure.call("PATCH", Machines.SCALE_SET, "{'sku':{'name':'Standard_D4s_v5'}}");
        azure.pass(60 + 50);

        Azure restarted = restarted();
        String latest = Machines.SCALE_SET + "/rollingUpgrades/latest";
        assertThat(restarted.get(latest).body().at("/properties/progress")).isEqualTo(Azure.json("""
                {'successfulInstanceCount':1,'failedInstanceCount':0,'inProgressInstanceCount':1,
                 'pendingInstanceCount':1}"""));
        assertThat(restarted.get(latest).body().at("/properties").has("members"))
                .isFalse();
        restarted.pass(29);
        assertThat(size(restarted, "1")).isEqualTo("Standard_D2s_v5");
        restarted.pass(1);
        assertThat(size(restarted, "1")).isEqualTo("Standard_D4s_v5");
        restarted.pass(40);

        assertThat(restarted
                        .get(latest)
                        .body()
                        .at("/properties/runningStatus/code")
                        .asText())
                .isEqualTo("Completed");
        assertThat(size(restarted, "2")).isEqualTo("Standard_D4s_v5");
    }

    @Test
    void theInterfacesOfADeletedScaleSetLetGoOfTheirSubnetAfterARestartToo() {
        azure.makeNetwork();
        new Machines(azure).scaleSet(1);
        azure.pass(90);
        azure.delete(Machines.SCALE_SET);
        azure.pass(90 + 15);

        Azure restarted = restarted();
        assertThat(restarted.delete(Azure.VNET).code()).isEqualTo("InUseSubnetCannotBeDeleted");
        restarted.pass(5);

        assertThat(restarted.delete(Azure.VNET).status()).isEqualTo(202);
    }

    @Test
    void aTimerOfTheStateThatWasReplacedDoesNothingMore() {
        azure.makeNetwork();
        azure.put(Machines.SCALE_SET, Machines.rolling(1, ""));
        azure.pass(90);
        ObjectNode saved = azure.arm.save();
        azure.call("PATCH", Machines.SCALE_SET, "{'sku':{'name':'Standard_D4s_v5'}}");
        azure.pass(60);

        azure.arm.restore(saved);
        azure.pass(300);

        assertThat(azure.arm.save().path("timers")).isEmpty();
        assertThat(size(azure, "0")).isEqualTo("Standard_D2s_v5");
    }

    private Azure restarted() {
        Azure restarted = new Azure();
        restarted.arm.restore(azure.arm.save());
        return restarted;
    }

    private static String size(Azure azure, String instance) {
        return azure.get(Machines.SCALE_SET + "/virtualMachines/" + instance)
                .body()
                .at("/properties/hardwareProfile/vmSize")
                .asText();
    }

    private static String powerState(Azure azure, String machine) {
        return azure.get(machine + "/instanceView")
                .body()
                .at("/statuses/1/code")
                .asText();
    }
}
