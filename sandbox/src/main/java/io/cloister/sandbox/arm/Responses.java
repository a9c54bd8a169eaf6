// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.policy.Denial;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Writes replies and errors as bytes, with the headers that every answer of ARM has. */
final class Responses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY_REQUESTS = 429;

    private Responses() {}

    static ArmResponse of(ArmRequest request, Reply reply) {
        Map<String, String> headers = new HashMap<>(reply.headers());
        String id = UUID.randomUUID().toString();
        headers.put("x-ms-request-id", id);
        headers.put("x-ms-correlation-request-id", id);
        headers.put("Cache-Control", "no-cache");
        // Terraform then polls by Retry-After alone, instead of every ten seconds
        headers.put("X-Go-Azure-Sdk-Skip-Polling-Delay", "true");
        String clientRequest = request.headers().get("x-ms-client-request-id");
        if (clientRequest != null) {
            headers.put("x-ms-client-request-id", clientRequest);
        }
        if (reply.body().isMissingNode()) {
            return new ArmResponse(reply.status(), headers, new byte[0]);
        }
        headers.put("Content-Type", "application/json; charset=utf-8");
        try {
            return new ArmResponse(reply.status(), headers, JSON.writeValueAsBytes(reply.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer as JSON", e);
        }
    }

    static Reply error(ArmError error, String base, String tenantId) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ms-error-code", error.code());
        if (error.status() == 401) {
            headers.put(
                    "WWW-Authenticate",
                    "Bearer authorization_uri=\"" + base + "/" + tenantId
                            + "\", error=\"invalid_token\", error_description=\"The authentication failed.\"");
        }
        if (error.status() == TOO_MANY_REQUESTS || error.status() == 503) {
            headers.put("Retry-After", "1");
        }
        if (error.code().equals(Denial.CODE)) {
            headers.put("x-ms-failure-cause", "gateway");
        }
        return new Reply(error.status(), headers, error.body());
    }
}
