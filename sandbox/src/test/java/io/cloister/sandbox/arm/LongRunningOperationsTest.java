// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongRunningOperationsTest {

    private final Azure azure = new Azure();

    @Test
    void aNetworkIsMadeInTheCourseOfItsOperation() {
        Azure.Answer accepted = azure.put(
                Azure.VNET,
                "{'location':'West Europe','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']}}}");

        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.state()).isEqualTo("Updating");
        assertThat(accepted.header("x-ms-retry-after-ms")).isEqualTo("500");
        String operation = accepted.header("Azure-AsyncOperation");
        assertThat(azure.get(operation).body().path("status").asText()).isEqualTo("InProgress");

        azure.pass(5);

        assertThat(azure.get(operation).body().path("status").asText()).isEqualTo("Succeeded");
        assertThat(azure.get(Azure.VNET).state()).isEqualTo("Succeeded");
        assertThat(azure.log.entries()).anySatisfy(entry -> {
            assertThat(entry.target()).isEqualTo(Azure.VNET);
            assertThat(entry.kind()).isEqualTo("create");
        });
    }

    @Test
    void refusesAnOperationUrlThatIsNotSigned() {
        azure.makeNetwork();
        String operation = azure.delete(Azure.VNET).header("Azure-AsyncOperation");

        assertThat(azure.get(operation.replaceAll("h=.*", "h=other")).status()).isEqualTo(404);
    }

    @Test
    void deletesWhetherOrNotAnyonePolls() {
        azure.makeNetwork();

        Azure.Answer accepted = azure.delete(Azure.VNET);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(azure.get(accepted.header("Location")).status()).isEqualTo(202);
        azure.pass(6);

        assertThat(azure.get(Azure.VNET).code()).isEqualTo("ResourceNotFound");
        assertThat(azure.get(accepted.header("Location")).status()).isEqualTo(204);
        assertThat(azure.delete(Azure.VNET).status()).isEqualTo(204);
    }

    @Test
    void refusesASecondWriteOnANetworkThatIsBusy() {
        azure.makeNetwork();
        azure.put(Azure.VNET + "/subnets/one", "{'properties':{'addressPrefix':'10.20.2.0/24'}}");

        assertThat(azure.put(Azure.VNET + "/subnets/two", "{'properties':{'addressPrefix':'10.20.3.0/24'}}")
                        .code())
                .isEqualTo("AnotherOperationInProgress");
        azure.pass(4);
        assertThat(azure.put(Azure.VNET + "/subnets/two", "{'properties':{'addressPrefix':'10.20.3.0/24'}}")
                        .status())
                .isEqualTo(201);
    }
}
