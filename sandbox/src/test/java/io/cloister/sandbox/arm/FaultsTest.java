// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.control.FaultRule;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/nsg1";
    private static final String BODY = "{'location':'westeurope'}";

    private final Azure azure = new Azure();

    @Test
    void answersWithAnErrorAsOftenAsAskedBeforeAnythingHappens() {
        fault(FaultRule.Kind.HTTP_ERROR, 1);

        Azure.Answer refused = azure.put(NSG, BODY);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("Broken");
        assertThat(azure.get(NSG).status()).isEqualTo(404);
        assertThat(azure.put(NSG, BODY).status()).isEqualTo(201);
    }

    @Test
    void failsAnOperationThatWasAccepted() {
        fault(FaultRule.Kind.OPERATION_FAILED, null);

        Azure.Answer accepted = azure.put(NSG, BODY);
        assertThat(accepted.status()).isEqualTo(201);
        azure.pass(5);

        Azure.Answer status = azure.get(accepted.header("Azure-AsyncOperation"));
        assertThat(status.body().path("status").asText()).isEqualTo("Failed");
        assertThat(status.code()).isEqualTo("Broken");
        assertThat(azure.get(NSG).state()).isEqualTo("Failed");
    }

    @Test
    void losesTheAnswerToWhatWasCarriedOut() {
        fault(FaultRule.Kind.RESET, 1);

        assertThat(azure.put(NSG, BODY).response().isReset()).isTrue();
        assertThat(azure.get(NSG).status()).isEqualTo(200);
    }

    @Test
    void areSetAndClearedOverTheControlRoutes() {
        String rule = "{\"id\":\"f\",\"method\":\"PUT\",\"path\":\"nsg1\",\"kind\":\"HTTP_ERROR\",\"status\":500,"
                + "\"code\":\"X\",\"message\":\"m\"}";
        assertThat(azure.send("POST", "/sandbox/faults", rule, Map.of()).status())
                .isEqualTo(201);
        assertThat(azure.put(NSG, BODY).status()).isEqualTo(500);

        assertThat(azure.send("DELETE", "/sandbox/faults", "", Map.of()).status())
                .isEqualTo(204);
        assertThat(azure.put(NSG, BODY).status()).isEqualTo(201);
        assertThat(azure.send("GET", "/sandbox/requests", "", Map.of()).body().path("value"))
                .hasSize(2);
    }

    @Test
    void brokenRequestsAreAnsweredAsAzureDoes() {
        assertThat(azure.put(NSG, "{").code()).isEqualTo("InvalidRequestContent");
        assertThat(azure.put(Azure.NETWORK + "/doors/d", BODY).code()).isEqualTo("InvalidResourceType");
        assertThat(azure.get("/nothing").status()).isEqualTo(404);
        assertThat(azure.put(NSG.replace("rg1", "rg2"), BODY).code()).isEqualTo("ResourceGroupNotFound");
    }

    private void fault(FaultRule.Kind kind, Integer times) {
        azure.arm
                .faults()
                .add(new FaultRule("f", "PUT", "/networkSecurityGroups/", kind, 409, "Broken", "on purpose", times));
    }
}
