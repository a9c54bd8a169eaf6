// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.core.Likeness;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the network provider asks a client to come again, and when it speaks of a conflict. */
class RetryableErrorsTest {

    private static final String SUBNET = Azure.VNET + "/subnets/more";
    private static final String PREFIX = "{'properties':{'addressPrefix':'10.20.7.0/24'}}";
    private static final String NIC = Azure.NETWORK + "/networkInterfaces/nic1";
    private static final String ON_SUBNET =
            "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'"
                    + SUBNET + "'}}}]}}";

    private final Azure azure = new Azure();

    @Test
    void aNetworkIsWrittenLaterWhereOneOfItsSubnetsIsBeingWritten() {
        azure.makeNetwork();
        String body = azure.get(Azure.VNET).body().toString();
        azure.put(SUBNET, PREFIX);

        Azure.Answer refused = azure.put(Azure.VNET, body);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RetryableError");
        assertThat(refused.body().at("/error/details/0/code").asText())
                .isEqualTo("RetryableErrorDueToAnotherOperation");
        assertThat(refused.body().at("/error/details/0/message").asText())
                .startsWith("Operation PutSubnetOperation (")
                .contains(SUBNET);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        azure.pass(10);
        assertThat(azure.put(Azure.VNET, azure.get(Azure.VNET).body().toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoSubnetsOfANetworkAreInConflict() {
        azure.makeNetwork();
        azure.put(SUBNET, PREFIX);

        Azure.Answer refused = azure.put(Azure.VNET + "/subnets/third", PREFIX);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("AnotherOperationInProgress");
    }

    @Test
    void whatIsBeingWrittenCannotBePointedAtWhereTheSandboxIsLikeAzure() {
        Azure like = new Azure(Azure.settings().withLikeness(Likeness.azure));
        like.makeNetwork();
        like.put(SUBNET, PREFIX);

        Azure.Answer refused = like.put(NIC, ON_SUBNET);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().at("/error/details/0/code").asText()).isEqualTo("ReferencedResourceNotProvisioned");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(like.get(NIC).status()).isEqualTo(404);
        like.pass(10);
        assertThat(like.put(NIC, ON_SUBNET).status()).isEqualTo(201);
    }

    @Test
    void otherwiseItCan() {
        azure.makeNetwork();
        azure.put(SUBNET, PREFIX);

        assertThat(azure.put(NIC, ON_SUBNET).status()).isEqualTo(201);
    }

    @Test
    void aFaultSaysTheSame() {
        azure.send(
                "POST",
                "/sandbox/faults",
                "{\"kind\":\"RETRYABLE_ERROR\",\"path\":\"virtualNetworks\",\"times\":1,\"retryAfter\":9}",
                Map.of());

        Azure.Answer refused = azure.put(Azure.VNET, "{'location':'westeurope'}");

        assertThat(refused.header("Retry-After")).isEqualTo("9");
        assertThat(refused.body().at("/error/details/0/code").asText())
                .isEqualTo("RetryableErrorDueToAnotherOperation");
    }
}
