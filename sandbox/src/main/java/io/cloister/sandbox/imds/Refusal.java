// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.imds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloister.sandbox.protocol.ArmResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the metadata service refuses, in its own shape: {@code error} and {@code error_description}. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    ArmResponse toResponse() {
        String error = status == 404 ? "not_found" : "invalid_request";
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", getMessage())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return new ArmResponse(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }
}
