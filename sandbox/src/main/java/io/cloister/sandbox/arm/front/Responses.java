// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.protocol.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Writes replies as bytes, with the headers that every answer of ARM has. */
public final class Responses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter ROUTED_AT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Responses() {}

    public static ArmResponse of(ArmRequest request, Reply reply) {
        Map<String, String> headers = new HashMap<>();
        String id = UUID.randomUUID().toString();
        headers.put("x-ms-request-id", id);
        headers.put("x-ms-correlation-request-id", request.headers().getOrDefault("x-ms-correlation-request-id", id));
        headers.put("x-ms-routing-request-id", "WESTEUROPE:" + ROUTED_AT.format(Instant.now()) + ":" + id);
        headers.put("Cache-Control", "no-cache");
        headers.put("Pragma", "no-cache");
        headers.put("Expires", "-1");
        headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        headers.put("X-Content-Type-Options", "nosniff");
        // Terraform's client then polls as often as Retry-After says, instead of every ten seconds.
        headers.put("X-Go-Azure-Sdk-Skip-Polling-Delay", "true");
        String clientRequest = request.headers().get("x-ms-client-request-id");
        if (clientRequest != null && isTrue(request, "x-ms-return-client-request-id")) {
            headers.put("x-ms-client-request-id", clientRequest);
        }
        headers.putAll(reply.headers());
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

    private static boolean isTrue(ArmRequest request, String header) {
        return "true".equalsIgnoreCase(request.headers().get(header));
    }
}
