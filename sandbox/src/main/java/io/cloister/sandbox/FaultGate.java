// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.fault.Api;
import io.cloister.sandbox.fault.FaultRule;
import io.cloister.sandbox.fault.FaultedAnswer;
import io.cloister.sandbox.fault.Faults;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts the faults that are meant for Vault, or for a cluster's API server, before that server. */
final class FaultGate {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Faults faults;
    private final Api api;
    private final Function<FaultRule, ObjectNode> errorBody;

    private FaultGate(Faults faults, Api api, Function<FaultRule, ObjectNode> errorBody) {
        this.faults = faults;
        this.api = api;
        this.errorBody = errorBody;
    }

    static FaultGate ofVault(Faults faults) {
        return new FaultGate(faults, Api.VAULT, FaultGate::vaultBody);
    }

    static FaultGate ofKubernetes(Faults faults) {
        return new FaultGate(faults, Api.KUBERNETES, FaultGate::kubernetesStatus);
    }

    Function<ArmRequest, ArmResponse> before(Function<ArmRequest, ArmResponse> server) {
        return request -> faults.hit(api, request.method(), request.uri().getPath())
                .map(rule -> FaultedAnswer.of(rule, () -> refusal(rule), () -> server.apply(request)))
                .orElseGet(() -> server.apply(request));
    }

    private ArmResponse refusal(FaultRule rule) {
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
        if (rule.refusal().status() == TOO_MANY_REQUESTS) {
            headers.put("Retry-After", Long.toString(rule.retryAfter().toSeconds()));
        }
        return new ArmResponse(
                rule.refusal().status(),
                headers,
                errorBody.apply(rule).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode vaultBody(FaultRule rule) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("errors").add(rule.refusal().message());
        return body;
    }

    private static ObjectNode kubernetesStatus(FaultRule rule) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("reason", rule.refusal().code())
                .put("message", rule.refusal().message())
                .put("code", rule.refusal().status());
        if (rule.refusal().status() == TOO_MANY_REQUESTS) {
            status.putObject("details")
                    .put("retryAfterSeconds", rule.retryAfter().toSeconds());
        }
        return status;
    }
}
