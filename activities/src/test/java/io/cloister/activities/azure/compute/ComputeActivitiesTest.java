// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.azure.FakeArm;
import io.cloister.activities.azure.Samples;
import org.junit.jupiter.api.Test;

class ComputeActivitiesTest {

    private static final String SET = Samples.scaleSet().resource().id().value();
    private static final String OPERATION = "https://management.azure.com/operations/1";

    private final FakeArm azure = new FakeArm();
    private final ComputeActivitiesImpl activities = new ComputeActivitiesImpl(
            azure.session(), node -> "config-of-" + node.node().pool());

    @Test
    void sendsTheNodesCloudConfigAndReturnsTheOperation() {
        azure.on(
                "PUT",
                SET,
                201,
                "{\"properties\":{\"provisioningState\":\"Creating\"}}",
                "Azure-AsyncOperation",
                OPERATION);

        assertThat(activities.createScaleSet(Samples.scaleSet()).pollUrl()).contains(OPERATION);
        assertThat(azure.body("PUT")).contains("\"customData\":\"config-of-workers\"", "ssh-ed25519");
    }

    @Test
    void sendsWhatHasFailedAgainWithTheKeyThatItHas() {
        azure.on("GET", SET, 200, "{" + Samples.OURS + """
                        ,"properties":{"provisioningState":"Failed","virtualMachineProfile":{"osProfile":
                        {"linuxConfiguration":{"ssh":{"publicKeys":[{"keyData":"ssh-ed25519 first"}]}}}}}}""")
                .on("PUT", SET, 200, "{\"properties\":{\"provisioningState\":\"Updating\"}}");

        activities.createScaleSet(Samples.scaleSet());

        assertThat(azure.body("PUT")).contains("\"keyData\":\"ssh-ed25519 first\"");
    }

    @Test
    void deletesAMachineThatIsOurs() {
        String proxy = Samples.proxy().resource().id().value();
        azure.on("GET", proxy, 200, "{" + Samples.OURS + ",\"properties\":{\"provisioningState\":\"Succeeded\"}}")
                .on("DELETE", proxy, 202, "", "Location", OPERATION);

        assertThat(activities.deleteVirtualMachine(Samples.proxy()).pollUrl()).contains(OPERATION);
    }
}
