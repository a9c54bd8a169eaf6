// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What Azure answered, whatever the status. */
public record ArmResponse(int status, HttpHeaders headers, JsonNode body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ArmResponse of(int status, HttpHeaders headers, String body) {
        return new ArmResponse(status, headers, json(body));
    }

    /** Lower than 300: Azure did as it was told, or has accepted to. */
    public boolean succeeded() {
        return status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getValue(HttpHeaderName.fromString(name)))
                .filter(value -> !value.isBlank());
    }

    /** {@code properties.provisioningState}; empty where the body has none. */
    public String provisioningState() {
        return body.path("properties").path("provisioningState").asText("");
    }

    /** When Azure wants to be asked again; absent too where it says zero, which its own clients take for nothing. */
    public Optional<Duration> retryAfter() {
        return number("x-ms-retry-after-ms")
                .map(Duration::ofMillis)
                .or(() -> number("Retry-After").map(Duration::ofSeconds));
    }

    private Optional<Long> number(String header) {
        return header(header)
                .map(ArmResponse::parse)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong);
    }

    private static OptionalLong parse(String text) {
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
        long number = digits ? Long.parseLong(text) : 0;
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static JsonNode json(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException notJson) {
            // A proxy's HTML page, for instance: the status says enough, and a foreign body may hold anything.
            return MissingNode.getInstance();
        }
    }
}
