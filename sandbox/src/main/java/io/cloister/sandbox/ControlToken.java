// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/** What requests below {@code /sandbox/} have to carry where others than this machine reach them: a header or a query. */
final class ControlToken {

    /** The variable of the sandbox's environment that it stands in. */
    static final String VARIABLE = "CLOISTER_SANDBOX_TOKEN";

    private static final String BEARER = "Bearer ";
    private static final String QUERY = "token=";

    private final byte[] token;

    ControlToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean isIn(ArmRequest request) {
        String header = request.headers().getOrDefault("authorization", "");
        String query = request.uri().getRawQuery() == null ? "" : request.uri().getRawQuery();
        Stream<String> fromHeader = header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Stream.of(header.substring(BEARER.length()).trim())
                : Stream.empty();
        Stream<String> fromQuery = Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(QUERY))
                .map(pair -> URLDecoder.decode(pair.substring(QUERY.length()), StandardCharsets.UTF_8));
        return Stream.concat(fromHeader, fromQuery)
                .anyMatch(one -> MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), token));
    }

    static ArmResponse refusal() {
        String body =
                "{\"error\":{\"code\":\"SandboxTokenRequired\",\"message\":\"This sandbox listens on more than the"
                        + " loopback: send the value of " + VARIABLE
                        + " from its environment file as a bearer token, or as"
                        + " ?token= of its web page.\"}}";
        return new ArmResponse(
                401,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store", "WWW-Authenticate", "Bearer"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
