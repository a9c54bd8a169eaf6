// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.core.OperationLog;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a sandbox that runs for weeks keeps of the requests that it has had. */
class BoundsTest {

    private final Azure azure = new Azure();

    @Test
    void theOldestEntriesOfTheOperationLogGiveWay() {
        OperationLog log = new OperationLog(3);

        for (int i = 0; i < 5; i++) {
            log.add(new OperationLog.Entry("t" + i, "create", Instant.EPOCH, Instant.EPOCH, Set.of(), true));
        }

        assertThat(log.entries()).extracting(OperationLog.Entry::target).containsExactly("t2", "t3", "t4");
    }

    @Test
    void aThousandFaultsAreEnough() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(fault("f" + i).status()).isEqualTo(201);
        }

        assertThat(fault("one-more").code()).isEqualTo("TooManyFaults");
        azure.send("DELETE", "/sandbox/faults/f7", "", Map.of());
        assertThat(fault("one-more").status()).isEqualTo(201);
    }

    @Test
    void aGroupsOldestDeploymentsAreForgotten() {
        for (int i = 0; i < 805; i++) {
            azure.exactly("PUT", deployment(i), """
                    {"properties": {"mode": "Incremental", "template": {"contentVersion": "1.0.0.0", "resources": [],
                     "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}}}""");
            azure.pass(2);
        }

        assertThat(azure.get(deployment(0)).status()).isEqualTo(404);
        assertThat(azure.get(deployment(3)).status()).isEqualTo(404);
        assertThat(azure.get(deployment(10)).status()).isEqualTo(200);
        assertThat(azure.get(deployment(804)).status()).isEqualTo(200);
    }

    private Azure.Answer fault(String id) {
        return azure.send("POST", "/sandbox/faults", "{\"id\":\"" + id + "\",\"kind\":\"CONFLICT\"}", Map.of());
    }

    private static String deployment(int number) {
        return Azure.RG + "/providers/Microsoft.Resources/deployments/d" + number;
    }
}
