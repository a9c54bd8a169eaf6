// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/nsg1";
    private static final String BODY = "{'location':'westeurope'}";

    private final Azure azure = new Azure();

    @ParameterizedTest
    @CsvSource({
        "HTTP_ERROR, 500, SandboxFault",
        "TOO_MANY_REQUESTS, 429, TooManyRequests",
        "SERVER_ERROR, 500, InternalServerError",
        "UNAVAILABLE, 503, ServiceUnavailable",
        "AUTHORIZATION_FAILED, 403, AuthorizationFailed",
        "CONFLICT, 409, Conflict",
        "ANOTHER_OPERATION_IN_PROGRESS, 409, AnotherOperationInProgress",
        "RETRYABLE_ERROR, 429, RetryableError",
        "PRECONDITION_FAILED, 412, PreconditionFailed",
        "DENIED_BY_POLICY, 403, RequestDisallowedByPolicy",
        "QUOTA_EXCEEDED, 409, OperationNotAllowed"
    })
    void refusesAsAzureDoesBeforeAnythingHappens(String kind, int status, String code) {
        fault("'kind':'" + kind + "','times':1");

        Azure.Answer refused = azure.put(NSG, BODY);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.header("x-ms-error-code")).isEqualTo(code);
        assertThat(azure.get(NSG).status()).isEqualTo(404);
        assertThat(azure.put(NSG, BODY).status()).isEqualTo(201);
    }

    @Test
    void aThrottledClientIsToldHowLongToWait() {
        fault("'kind':'TOO_MANY_REQUESTS','retryAfter':17");

        assertThat(azure.put(NSG, BODY).header("Retry-After")).isEqualTo("17");
    }

    @Test
    void aPolicysDenialSaysWhichPolicy() {
        fault("'kind':'DENIED_BY_POLICY'");

        JsonNode error = azure.put(NSG, BODY).body().path("error");

        assertThat(error.path("target").asText()).isEqualTo("nsg1");
        assertThat(error.at("/additionalInfo/0/type").asText()).isEqualTo("PolicyViolation");
        assertThat(error.at("/additionalInfo/0/info/policyAssignmentId").asText())
                .startsWith("/subscriptions/");
    }

    @Test
    void statusCodeAndMessageOfAnErrorAreFree() {
        fault("'kind':'HTTP_ERROR','status':418,'code':'Teapot','message':'short and stout'");

        Azure.Answer refused = azure.put(NSG, BODY);

        assertThat(refused.status()).isEqualTo(418);
        assertThat(refused.code()).isEqualTo("Teapot");
        assertThat(refused.body().at("/error/message").asText()).isEqualTo("short and stout");
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATION_FAILED, Failed, SandboxFault",
        "OPERATION_CANCELED, Canceled, OperationCanceled",
        "ALLOCATION_FAILED, Failed, AllocationFailed",
        "ZONAL_ALLOCATION_FAILED, Failed, ZonalAllocationFailed"
    })
    void anAcceptedOperationEndsBadly(String kind, String end, String code) {
        fault("'kind':'" + kind + "'");

        Azure.Answer accepted = azure.put(NSG, BODY);
        assertThat(accepted.status()).isEqualTo(201);
        azure.pass(5);

        Azure.Answer status = azure.get(accepted.header("Azure-AsyncOperation"));
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.body().path("status").asText()).isEqualTo(end);
        assertThat(status.code()).isEqualTo(code);
        assertThat(azure.get(NSG).state()).isEqualTo(end);
    }

    @Test
    void theRecordOfAnOperationGoesAstrayWhileItIsCarriedOut() {
        fault("'kind':'OPERATION_GONE'");

        Azure.Answer accepted = azure.put(NSG, BODY);

        assertThat(azure.get(accepted.header("Azure-AsyncOperation")).status()).isEqualTo(404);
        azure.pass(5);
        assertThat(azure.get(NSG).state()).isEqualTo("Succeeded");
    }

    @Test
    void aResourceIsStuckUntilTheFaultIsCleared() {
        fault("'kind':'STUCK'");
        Azure.Answer accepted = azure.put(NSG, BODY);

        azure.pass(1800);
        assertThat(azure.get(NSG).state()).isEqualTo("Updating");
        assertThat(azure.put(NSG, BODY).code()).isEqualTo("AnotherOperationInProgress");

        azure.send("DELETE", "/sandbox/faults/f", "", Map.of());
        assertThat(azure.get(NSG).state()).isEqualTo("Succeeded");
        assertThat(azure.get(accepted.header("Azure-AsyncOperation"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("Succeeded");
    }

    @Test
    void aStuckResourceThatIsLetGoInTimeEndsWhenItWouldHave() {
        fault("'kind':'STUCK'");
        azure.put(NSG, BODY);
        azure.send("DELETE", "/sandbox/faults", "", Map.of());

        assertThat(azure.get(NSG).state()).isEqualTo("Updating");
        azure.pass(5);
        assertThat(azure.get(NSG).state()).isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @CsvSource({"RESET_BEFORE, 404", "RESET_AFTER, 200", "NO_ANSWER, 404", "NO_ANSWER_AFTER, 200"})
    void theAnswerIsLostBeforeOrAfterTheChange(String kind, int afterwards) {
        fault("'kind':'" + kind + "','method':'PUT'");

        assertThat(azure.put(NSG, BODY).response().isReset()).isTrue();
        assertThat(azure.get(NSG).status()).isEqualTo(afterwards);
    }

    @Test
    void aConnectionWithoutAnAnswerIsHeldOpenForABoundedTime() {
        fault("'kind':'NO_ANSWER','seconds':90");

        assertThat(azure.put(NSG, BODY).response().delay()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void anAnswerComesLate() {
        fault("'kind':'DELAYED','seconds':7");

        Azure.Answer late = azure.put(NSG, BODY);

        assertThat(late.status()).isEqualTo(201);
        assertThat(late.response().delay()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'times':2          | X X . . . .",
                "'from':3           | . . X X X X",
                "'from':3,'times':1 | . . X . . .",
                "'every':2          | X . X . X .",
                "'from':2,'every':3 | . X . . X .",
                "'every':2,'times':2| X . X . . ."
            })
    void hitsTheOccurrencesThatAreAskedFor(String occurrence, String expected) {
        fault("'kind':'CONFLICT','method':'GET'," + occurrence);

        List<String> seen = List.of(expected.split(" ")).stream()
                .map(any -> azure.get(NSG).status() == 409 ? "X" : ".")
                .toList();

        assertThat(String.join(" ", seen)).isEqualTo(expected);
    }

    @Test
    void hitsAResourceTypeAndTheActionsOnItButNotItsChildren() {
        fault("'kind':'CONFLICT','path':'','resourceType':'microsoft.network/virtualnetworks'");

        assertThat(azure.get(Azure.VNET).status()).isEqualTo(409);
        assertThat(azure.get(Azure.NETWORK + "/virtualNetworks").status()).isEqualTo(409);
        assertThat(azure.get(Azure.VNET + "/subnets/nodes").status()).isNotEqualTo(409);
        assertThat(azure.get(NSG).status()).isEqualTo(404);
    }

    @Test
    void ofSeveralRulesTheFirstThatIsDueHits() {
        fault("'kind':'CONFLICT','times':1");
        azure.send(
                "POST",
                "/sandbox/faults",
                "{\"id\":\"g\",\"kind\":\"SERVER_ERROR\",\"path\":\"nsg1\",\"times\":1}",
                Map.of());

        assertThat(azure.get(NSG).status()).isEqualTo(409);
        assertThat(azure.get(NSG).status()).isEqualTo(500);
        assertThat(azure.get(NSG).status()).isEqualTo(404);
    }

    @Test
    void rulesAreListedWithTheirHits() {
        fault("'kind':'CONFLICT','times':3");
        azure.get(NSG);
        azure.get(NSG);

        JsonNode listed = azure.send("GET", "/sandbox/faults", "", Map.of()).body();

        assertThat(listed.path("value")).hasSize(1);
        assertThat(listed.at("/value/0/id").asText()).isEqualTo("f");
        assertThat(listed.at("/value/0/api").asText()).isEqualTo("arm");
        assertThat(listed.at("/value/0/hits").asInt()).isEqualTo(2);
        assertThat(listed.at("/value/0/times").asInt()).isEqualTo(3);
        assertThat(azure.send("GET", "/sandbox/faults/f", "", Map.of()).body()).isEqualTo(listed.at("/value/0"));
    }

    @Test
    void aRuleIsRemovedByItsId() {
        fault("'kind':'CONFLICT'");

        assertThat(azure.send("DELETE", "/sandbox/faults/f", "", Map.of()).status())
                .isEqualTo(204);
        assertThat(azure.send("DELETE", "/sandbox/faults/f", "", Map.of()).status())
                .isEqualTo(404);
        assertThat(azure.put(NSG, BODY).status()).isEqualTo(201);
    }

    @Test
    void aBadRuleIsRefusedWithAllThatIsWrongWithIt() {
        Azure.Answer refused = azure.send(
                "POST",
                "/sandbox/faults",
                "{\"kind\":\"FLOOD\",\"path\":\"(\",\"api\":\"ftp\",\"times\":0,\"every\":1.5,\"method\":7,\"colour\":\"red\"}",
                Map.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidFaultRule");
        assertThat(refused.body().at("/error/message").asText())
                .contains("'kind'", "'path'", "'api'", "'times'", "'every'", "'method'", "'colour'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "7", "null", "{\"kind\":null}", "{"})
    void anEmptyOrForeignBodyIsNoRule(String body) {
        Azure.Answer refused = azure.send("POST", "/sandbox/faults", body, Map.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidFaultRule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STUCK", "PRECONDITION_FAILED", "QUOTA_EXCEEDED", "OPERATION_GONE"})
    void whatAServerCannotDoIsNoFaultOfIts(String kind) {
        Azure.Answer refused =
                azure.send("POST", "/sandbox/faults", "{\"api\":\"vault\",\"kind\":\"" + kind + "\"}", Map.of());

        assertThat(refused.body().at("/error/message").asText()).contains("does not apply to the api 'vault'");
    }

    @Test
    void brokenRequestsAreAnsweredAsAzureDoes() {
        assertThat(azure.put(NSG, "{").code()).isEqualTo("InvalidRequestContent");
        assertThat(azure.put(Azure.NETWORK + "/doors/d", BODY).code()).isEqualTo("InvalidResourceType");
        assertThat(azure.get("/nothing").status()).isEqualTo(404);
        assertThat(azure.put(NSG.replace("rg1", "rg2"), BODY).code()).isEqualTo("ResourceGroupNotFound");
    }

    /** A rule with the id f, for requests about nsg1 unless it says otherwise. */
    private void fault(String fields) {
        String path = fields.contains("'path'") ? "" : ",'path':'/networkSecurityGroups/nsg1$'";
        Azure.Answer set = azure.send(
                "POST", "/sandbox/faults", ("{'id':'f'" + path + "," + fields + "}").replace('\'', '"'), Map.of());
        assertThat(set.status()).isEqualTo(201);
    }
}
