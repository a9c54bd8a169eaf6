// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes answers. Source: RFC 9110, for the words and for which answers have no body. */
final class Answers {

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"));

    private Answers() {}

    static void send(ArmResponse response, RequestReader.Head request, OutputStream out) throws IOException {
        send(response, request.method().equals("HEAD"), request.keepsAlive(), out);
    }

    /** The last answer on a connection. */
    static void sendLast(ArmResponse response, OutputStream out) throws IOException {
        send(response, false, false, out);
    }

    private static void send(ArmResponse response, boolean headOnly, boolean keepAlive, OutputStream out)
            throws IOException {
        int status = response.status();
        StringBuilder head = new StringBuilder(512);
        head.append("HTTP/1.1 ").append(status).append(' ').append(WORDS.getOrDefault(status, "Unknown"));
        header(head, "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        response.headers().forEach((name, value) -> header(head, name, value));
        if (!headOnly && status != 204 && status != 304) {
            header(head, "Content-Length", Integer.toString(response.body().length));
        }
        if (!keepAlive) {
            header(head, "Connection", "close");
        }
        head.append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly && status != 204 && status != 304) {
            out.write(response.body());
        }
        out.flush();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append("\r\n").append(name).append(": ").append(value.replaceAll("[\\r\\n]+", " "));
    }
}
