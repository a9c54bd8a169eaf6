// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.fault.FaultRoutes;
import io.cloister.sandbox.fault.Faults;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultGateTest {

    private static final String SECRET = "/v1/secret/data/x";
    private static final String PODS = "/api/v1/namespaces/default/pods";

    private final Faults faults = new Faults();
    private final Function<ArmRequest, ArmResponse> vault =
            FaultGate.ofVault(faults).before(this::serve);
    private final Function<ArmRequest, ArmResponse> kubernetes =
            FaultGate.ofKubernetes(faults).before(this::serve);
    private int served;

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 503, Vault is sealed",
        "AUTHORIZATION_FAILED, 403, permission denied",
        "TOO_MANY_REQUESTS, 429, request path: rate limit quota exceeded",
        "SERVER_ERROR, 500, internal error"
    })
    void vaultRefusesInItsOwnShape(String kind, int status, String message) throws IOException {
        set("{\"kind\":\"" + kind + "\",\"path\":\"" + SECRET + "\"}");

        ArmResponse answer = ask(vault, SECRET);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(json(answer).at("/errors/0").asText()).isEqualTo(message);
        assertThat(served).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 503, ServiceUnavailable",
        "AUTHORIZATION_FAILED, 403, Forbidden",
        "TOO_MANY_REQUESTS, 429, TooManyRequests",
        "CONFLICT, 409, Conflict",
        "SERVER_ERROR, 500, InternalError"
    })
    void anApiServerRefusesWithAStatus(String kind, int status, String reason) throws IOException {
        set("{\"kind\":\"" + kind + "\",\"api\":\"kubernetes\"}");

        JsonNode answer = json(ask(kubernetes, PODS));

        assertThat(answer.path("kind").asText()).isEqualTo("Status");
        assertThat(answer.path("code").asInt()).isEqualTo(status);
        assertThat(answer.path("reason").asText()).isEqualTo(reason);
        assertThat(served).isZero();
    }

    @Test
    void aThrottlingApiServerSaysHowLongToWait() throws IOException {
        set("{\"kind\":\"TOO_MANY_REQUESTS\",\"path\":\"^/api/v1\",\"retryAfter\":9}");

        ArmResponse answer = ask(kubernetes, PODS);

        assertThat(answer.headers()).containsEntry("Retry-After", "9");
        assertThat(json(answer).at("/details/retryAfterSeconds").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"RESET_BEFORE, 0", "RESET_AFTER, 1", "NO_ANSWER, 0", "NO_ANSWER_AFTER, 1"})
    void theAnswerIsLostBeforeOrAfterTheChange(String kind, int changes) {
        set("{\"kind\":\"" + kind + "\",\"api\":\"vault\"}");

        assertThat(ask(vault, SECRET).isReset()).isTrue();
        assertThat(served).isEqualTo(changes);
    }

    @Test
    void aRuleHitsTheServerThatItIsMeantFor() {
        set("{\"kind\":\"SERVER_ERROR\",\"path\":\"/v1/secret\"}");

        assertThat(ask(kubernetes, SECRET).status()).isEqualTo(200);
        assertThat(ask(vault, SECRET).status()).isEqualTo(500);
    }

    @Test
    void aRuleForAzureHitsNeither() {
        set("{\"kind\":\"SERVER_ERROR\"}");

        assertThat(ask(vault, SECRET).status()).isEqualTo(200);
        assertThat(ask(kubernetes, PODS).status()).isEqualTo(200);
    }

    private ArmResponse serve(ArmRequest request) {
        served++;
        return new ArmResponse(200, Map.of(), new byte[0]);
    }

    private void set(String rule) {
        ArmRequest request =
                new ArmRequest("POST", URI.create("/sandbox/faults"), Map.of(), rule.getBytes(StandardCharsets.UTF_8));
        assertThat(new FaultRoutes(faults).answer(request, "/sandbox/faults")).isPresent();
    }

    private static ArmResponse ask(Function<ArmRequest, ArmResponse> server, String path) {
        return server.apply(new ArmRequest("GET", URI.create(path), Map.of(), new byte[0]));
    }

    private static JsonNode json(ArmResponse answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
