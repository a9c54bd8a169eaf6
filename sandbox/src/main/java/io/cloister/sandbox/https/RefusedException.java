// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import io.cloister.sandbox.protocol.ArmResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request that the front itself answers, as it cannot be handed on. The connection is of no use after it. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private RefusedException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RefusedException malformed(String message) {
        return new RefusedException(400, "BadRequest", message);
    }

    static RefusedException headTooLarge() {
        return new RefusedException(431, "RequestHeaderFieldsTooLarge", "The request's headers are too large.");
    }

    static RefusedException version() {
        return new RefusedException(505, "HttpVersionNotSupported", "HTTP/1.1 is spoken here.");
    }

    static RefusedException busy() {
        return new RefusedException(
                503, "ServerBusy", "Too much is being sent here at the moment. Please try again later.");
    }

    /** In the shape that Azure's errors have; the texts hold nothing that would have to be escaped. */
    ArmResponse response() {
        String body = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + getMessage() + "\"}}";
        Map<String, String> headers = status == 503
                ? Map.of("Content-Type", "application/json; charset=utf-8", "Retry-After", "1")
                : Map.of("Content-Type", "application/json; charset=utf-8");
        return new ArmResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
