// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks and snapshots that somebody is given access to. */
class DiskAccessTest {

    private static final String DISK = Azure.COMPUTE + "/disks/data";
    private static final String SNAPSHOT = Azure.COMPUTE + "/snapshots/yesterday";
    private static final String READ = "{'access':'Read','durationInSeconds':300}";

    private final Azure azure = new Azure();

    @BeforeEach
    void aDisk() {
        azure.put(DISK, """
                {'location':'westeurope','properties':{'diskSizeGB':64,'creationData':{'createOption':'Empty'}}}""");
        azure.pass(4);
    }

    @Test
    void accessIsGivenAtAnAddressAndTakenAway() {
        Azure.Answer accepted = azure.call("POST", DISK + "/beginGetAccess", READ);
        assertThat(accepted.status()).isEqualTo(202);
        azure.pass(2);

        assertThat(azure.get(accepted.header("Location"))
                        .body()
                        .path("accessSAS")
                        .asText())
                .startsWith("https://");
        assertThat(state(DISK)).isEqualTo("ActiveSAS");
        assertThat(azure.delete(DISK).code()).isEqualTo("OperationNotAllowed");

        azure.call("POST", DISK + "/endGetAccess", "");
        azure.pass(2);
        assertThat(state(DISK)).isEqualTo("Unattached");
        assertThat(azure.delete(DISK).status()).isEqualTo(202);
    }

    @Test
    void accessEndsByItselfEvenAfterARestart() {
        azure.call("POST", DISK + "/beginGetAccess", READ);
        azure.pass(200);
        Azure restarted = new Azure();
        restarted.arm.restore(azure.arm.save());

        restarted.pass(99);
        assertThat(state(restarted, DISK)).isEqualTo("ActiveSAS");
        restarted.pass(1);
        assertThat(state(restarted, DISK)).isEqualTo("Unattached");
    }

    @Test
    void accessIsGivenForATimeAndToDoSomething() {
        assertThat(azure.call("POST", DISK + "/beginGetAccess", "{'access':'Read'}")
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("durationInSeconds");
        assertThat(azure.call("POST", DISK + "/beginGetAccess", "{'access':'All','durationInSeconds':5}")
                        .body()
                        .at("/error/target")
                        .asText())
                .isEqualTo("access");
        assertThat(azure.call("POST", DISK + "2/beginGetAccess", READ).status()).isEqualTo(404);
    }

    @Test
    void aDiskThatIsAttachedIsNotSharedAndOneThatIsSharedIsNotAttached() {
        azure.makeNetwork();
        Machines machines = new Machines(azure);
        machines.makeInterface();
        String attached = Machines.machine("", "{'lun':0,'createOption':'Attach','managedDisk':{'id':'" + DISK + "'}}");
        azure.call("POST", DISK + "/beginGetAccess", READ);
        azure.pass(2);

        assertThat(azure.put(Machines.VM, attached).code()).isEqualTo("ConflictingUserInput");
        azure.call("POST", DISK + "/endGetAccess", "");
        azure.pass(2);
        assertThat(azure.put(Machines.VM, attached).status()).isEqualTo(201);
        assertThat(azure.call("POST", DISK + "/beginGetAccess", READ).code()).isEqualTo("OperationNotAllowed");
    }

    @Test
    void aSnapshotIsAsLargeAsItsDiskAndIsSharedToo() {
        String copy =
                "{'location':'westeurope','properties':{'creationData':{'createOption':'Copy','sourceResourceId':'%s'}}}";
        assertThat(azure.put(SNAPSHOT, copy.formatted(DISK + "2")).status()).isEqualTo(404);
        assertThat(azure.put(SNAPSHOT, "{'location':'westeurope'}").code()).isEqualTo("InvalidParameter");
        assertThat(azure.put(SNAPSHOT, copy.formatted(DISK)).status()).isEqualTo(202);
        azure.pass(4);
        assertThat(azure.get(SNAPSHOT).body().at("/properties/diskSizeGB").asInt())
                .isEqualTo(64);

        azure.call("POST", SNAPSHOT + "/beginGetAccess", READ);
        azure.pass(2);
        assertThat(state(SNAPSHOT)).isEqualTo("ActiveSAS");
        assertThat(azure.delete(SNAPSHOT).code()).isEqualTo("OperationNotAllowed");
    }

    private String state(String id) {
        return state(azure, id);
    }

    private static String state(Azure azure, String id) {
        return azure.get(id).body().at("/properties/diskState").asText();
    }
}
