// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done inside machines. */
class GuestsTest {

    private static final String LOCATION = Azure.SUBSCRIPTION + "/providers/Microsoft.Compute/locations/westeurope";
    private static final String SCRIPT = "{'commandId':'RunShellScript','script':['echo hello']}";
    private static final String INSTANCE = Machines.SCALE_SET + "/virtualMachines/0";

    private final Azure azure = new Azure();
    private final Machines machines = new Machines(azure);

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void typesAndVersionsOfExtensionsAreFoundAsAzAsks() {
        JsonNode publishers = azure.get(LOCATION + "/publishers").body();
        assertThat(publishers)
                .extracting(one -> one.path("name").asText())
                .contains("Canonical", "Microsoft.Azure.Extensions")
                .doesNotHaveDuplicates();
        String types = LOCATION + "/publishers/microsoft.azure.extensions/artifacttypes/vmextension/types";
        assertThat(azure.get(types).body())
                .extracting(one -> one.path("name").asText())
                .containsExactly("CustomScript");
        assertThat(azure.get(types + "/customscript/versions?$orderby=name desc&$top=1")
                        .body())
                .extracting(one -> one.path("name").asText())
                .containsExactly("2.1.13");
        assertThat(azure.get(types + "/customscript/versions?$filter=startswith(name,'2.0')")
                        .body())
                .extracting(one -> one.path("name").asText())
                .containsExactly("2.0.7");
        assertThat(azure.get(types + "/CustomScript/versions/2.1.13")
                        .body()
                        .at("/properties/operatingSystem")
                        .asText())
                .isEqualTo("Linux");
        assertThat(azure.get(types + "/CustomScript/versions/9.9").status()).isEqualTo(404);
        assertThat(azure.get(types + "/Other/versions").status()).isEqualTo(404);
        assertThat(azure.get(types.replace("microsoft.azure.extensions", "Canonical"))
                        .body())
                .isEmpty();
    }

    @Test
    void aCommandIsRunInAMachineAndItsOutputIsTheOperations() {
        machines.makeMachine();

        Azure.Answer accepted = azure.call("POST", Machines.VM + "/runCommand", SCRIPT);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(azure.get(Machines.VM).state()).isEqualTo("Updating");
        assertThat(azure.get(accepted.header("Location")).status()).isEqualTo(202);
        azure.pass(20);

        Azure.Answer result = azure.get(accepted.header("Location"));
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.body().at("/value/0/code").asText()).isEqualTo("ProvisioningState/succeeded");
        assertThat(azure.get(accepted.header("Azure-AsyncOperation")).body().at("/properties/output"))
                .isEqualTo(result.body());
        assertThat(azure.get(Machines.VM).state()).isEqualTo("Succeeded");
    }

    @Test
    void theOutputOfACommandIsKnownAfterARestart() {
        machines.makeMachine();
        String ended = azure.call("POST", Machines.VM + "/runCommand", SCRIPT).header("Location");
        azure.pass(20);
        String running = azure.call("POST", Machines.VM + "/runCommand", SCRIPT).header("Location");

        Azure restarted = new Azure();
        restarted.arm.restore(azure.arm.save());
        restarted.pass(20);

        assertThat(restarted.get(ended).body().at("/value")).hasSize(1);
        assertThat(restarted.get(running).body().at("/value")).hasSize(1);
    }

    @Test
    void aCommandIsRunInAnInstanceOfAScaleSet() {
        machines.scaleSet(1);
        azure.pass(90);

        Azure.Answer accepted = azure.call("POST", INSTANCE + "/runCommand", SCRIPT);
        azure.pass(20);

        assertThat(azure.get(accepted.header("Location")).body().at("/value")).hasSize(1);
    }

    @Test
    void onlyCommandsThatThereAreAreRunAndOnlyInRunningMachines() {
        machines.makeMachine();
        assertThat(azure.call("POST", Machines.VM + "/runCommand", "{'commandId':'Other'}")
                        .status())
                .isEqualTo(404);
        assertThat(azure.call("POST", Machines.VM + "/runCommand", "{}").code()).isEqualTo("InvalidParameter");
        azure.call("POST", Machines.VM + "/deallocate", "");
        azure.pass(30);

        Azure.Answer refused = azure.call("POST", Machines.VM + "/runCommand", SCRIPT);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(azure.put(Machines.VM + "/extensions/script", """
                        {'properties':{'publisher':'Microsoft.Azure.Extensions','type':'CustomScript',
                         'typeHandlerVersion':'2.1'}}""").code()).isEqualTo("OperationNotAllowed");
        assertThat(azure.call("POST", Machines.VM + "2/runCommand", SCRIPT).status())
                .isEqualTo(404);
    }

    @Test
    void commandsAreListedAndShown() {
        assertThat(azure.get(LOCATION + "/runCommands").body().path("value"))
                .extracting(one -> one.path("id").asText())
                .contains("RunShellScript", "RunPowerShellScript");
        assertThat(azure.get(LOCATION + "/runCommands/RunShellScript")
                        .body()
                        .path("osType")
                        .asText())
                .isEqualTo("Linux");
        assertThat(azure.get(LOCATION + "/runCommands/Other").status()).isEqualTo(404);
    }

    @Test
    void aCommandThatIsKeptGoesWithItsMachine() {
        machines.scaleSet(1);
        azure.pass(90);
        String command = INSTANCE + "/runCommands/hello";

        assertThat(azure.put(command, "{'location':'westeurope','properties':{}}")
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("properties.source");
        assertThat(azure.put(command, """
                        {'location':'westeurope','properties':{'source':{'script':'echo'},'runAsPassword':'secret'}}""").status()).isEqualTo(201);
        azure.pass(20);
        JsonNode shown = azure.get(command).body();
        assertThat(shown.at("/properties/instanceView/executionState").asText()).isEqualTo("Succeeded");
        assertThat(shown.toString()).doesNotContain("secret");
        assertThat(azure.get(INSTANCE + "/runCommands").body().path("value")).hasSize(1);

        azure.delete(INSTANCE);
        azure.pass(30);
        assertThat(azure.get(command).status()).isEqualTo(404);
    }

    @Test
    void aMachineIsAlwaysUpToDate() {
        machines.makeMachine();

        String assessed = azure.call("POST", Machines.VM + "/assessPatches", "").header("Location");
        azure.pass(60);

        assertThat(azure.get(assessed)
                        .body()
                        .path("criticalAndSecurityPatchCount")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void aPairOfKeysIsMadeOnceAndItsPrivateHalfIsNotKept() {
        String key = Azure.COMPUTE + "/sshPublicKeys/key";
        azure.put(key, "{'location':'westeurope'}");

        JsonNode pair = azure.call("POST", key + "/generateKeyPair", "").body();

        assertThat(pair.path("publicKey").asText()).startsWith("ssh-rsa AAAAB3NzaC1yc2E");
        assertThat(pair.path("privateKey").asText()).startsWith("-----BEGIN PRIVATE KEY-----");
        JsonNode kept = azure.get(key).body();
        assertThat(kept.at("/properties/publicKey")).isEqualTo(pair.path("publicKey"));
        assertThat(kept.toString()).doesNotContain("PRIVATE");
        assertThat(azure.call("POST", key + "/generateKeyPair", "").status()).isEqualTo(409);
    }
}
