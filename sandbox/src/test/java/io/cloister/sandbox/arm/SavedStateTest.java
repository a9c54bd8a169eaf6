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
}
