// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.core.Likeness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottlingTest {

    private static final String READS = "x-ms-ratelimit-remaining-subscription-reads";
    private static final String RESOURCE = "x-ms-ratelimit-remaining-resource";
    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/nsg1";
    private static final String VM = Azure.COMPUTE + "/virtualMachines/vm1";
    private static final String IDENTITIES = Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    private final Azure azure = new Azure(Azure.settings().withLikeness(Likeness.azure));

    @Test
    void aQuickSandboxNeverThrottles() {
        Azure quick = new Azure();
        for (int i = 0; i < 300; i++) {
            assertThat(quick.get(Azure.RG).status()).isEqualTo(200);
        }
        assertThat(quick.get(Azure.RG).header(READS)).isNull();
    }

    @Test
    void aSuccessSaysWhatIsLeft() {
        Azure.Answer read = azure.get(Azure.RG);
        Azure.Answer write = azure.put(IDENTITIES + "/one", "{'location':'westeurope'}");

        assertThat(read.header(READS)).isEqualTo("249");
        assertThat(read.header("x-ms-ratelimit-remaining-subscription-global-reads"))
                .isEqualTo("3749");
        assertThat(write.header("x-ms-ratelimit-remaining-subscription-writes")).isEqualTo("199");
        assertThat(write.header("x-ms-ratelimit-remaining-subscription-global-writes"))
                .isEqualTo("2999");
        assertThat(azure.delete(IDENTITIES + "/one").header("x-ms-ratelimit-remaining-subscription-deletes"))
                .isEqualTo("199");
    }

    @Test
    void whatIsNotThereSaysNothingOfWhatIsLeft() {
        assertThat(azure.get(NSG).response().headers()).doesNotContainKey(READS);
    }

    @Test
    void theTwoHundredAndFiftyFirstReadAtOnceIsRefused() {
        read(250);

        Azure.Answer refused = azure.get(Azure.RG);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("SubscriptionRequestsThrottled");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("x-ms-retry-after-ms")).isEqualTo("40");
        assertThat(refused.body().at("/error/message").asText()).contains("'read' requests", Azure.OWNER);
    }

    @Test
    void twentyFiveReadsComeBackInASecond() {
        read(250);
        azure.pass(1);

        read(25);
        assertThat(azure.get(Azure.RG).status()).isEqualTo(429);
    }

    @Test
    void theBucketOfTenWritesASecondRefillsInTime() {
        for (int i = 0; i < 200; i++) {
            azure.put(IDENTITIES + "/one", "{'location':'westeurope'}");
        }
        assertThat(azure.put(IDENTITIES + "/one", "{'location':'westeurope'}").status())
                .isEqualTo(429);

        azure.clock.advance(Duration.ofMillis(100));
        assertThat(azure.put(IDENTITIES + "/one", "{'location':'westeurope'}").status())
                .isEqualTo(200);
    }

    @Test
    void anotherPrincipalHasABucketOfItsOwn() {
        read(250);
        assertThat(azure.get(Azure.RG).status()).isEqualTo(429);

        azure.actAs("33333333-0000-0000-0000-000000000003");
        assertThat(azure.get(Azure.RG).status()).isEqualTo(403);
    }

    @Test
    void fifteenPrincipalsExhaustTheSubscription() {
        for (int principal = 0; principal < 15; principal++) {
            azure.actAs("33333333-0000-0000-0000-0000000000" + (10 + principal));
            for (int i = 0; i < 250; i++) {
                azure.get(Azure.RG);
            }
        }

        azure.actAs(Azure.OWNER);
        Azure.Answer refused = azure.get(Azure.RG);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().at("/error/message").asText()).doesNotContain("actor");
    }

    @Test
    void aMachineIsUpdatedAtMostTwelveTimesAMinute() {
        azure.put(VM, "{}");
        for (int i = 0; i < 12; i++) {
            assertThat(azure.call("PATCH", VM, "{}").status()).isNotEqualTo(429);
        }

        Azure.Answer refused = azure.call("PATCH", VM, "{}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(refused.body().at("/error/details/0/code").asText()).isEqualTo("TooManyRequests");
        assertThat(refused.header("Retry-After")).isEqualTo("15");
        assertThat(refused.header(RESOURCE)).isEqualTo("Microsoft.Compute/UpdateVMResource;0");
    }

    @Test
    void aListOfMachinesSaysWhatComputeHasLeft() {
        assertThat(azure.get(Azure.COMPUTE + "/virtualMachines").header(RESOURCE))
                .isEqualTo("Microsoft.Compute/HighCostGetSubscriptionMaximum;899");
        assertThat(azure.get(Azure.COMPUTE + "/virtualMachineScaleSets").header(RESOURCE))
                .isEqualTo("Microsoft.Compute/HighCostGetVMScaleSetSubscriptionMaximum;1079");
    }

    @Test
    void theNetworkProviderTakesAThousandWritesInFiveMinutes() {
        int admitted = 0;
        while (!azure.put(NSG, "{'location':'westeurope'}").code().equals("TooManyRequests")) {
            admitted++;
            azure.clock.advance(Duration.ofMillis(100)); // no faster than the resource manager lets through
        }

        // a token comes back every 300 ms meanwhile
        assertThat(admitted).isBetween(1_490, 1_510);
    }

    private void read(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(azure.get(Azure.RG).status()).isEqualTo(200);
        }
    }
}
