// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.protocol.ArmRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A request as Vault sees it.
 *
 * @param path without {@code /v1/} and without slashes at its ends
 * @param version of a secret that is asked for; 0 for the newest
 */
record Call(Operation operation, String path, int version, JsonNode body, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();

    enum Operation {
        READ,
        LIST,
        WRITE,
        PATCH,
        DELETE
    }

    /** @throws IOException where the body is no JSON */
    static Call of(ArmRequest request) throws IOException {
        String path = request.uri().getPath().replaceFirst("^/v1/", "").replaceAll("/+$", "");
        String query = request.uri().getQuery() == null ? "" : request.uri().getQuery();
        Operation operation = switch (request.method()) {
            case "GET", "HEAD" -> query.contains("list=true") ? Operation.LIST : Operation.READ;
            case "LIST" -> Operation.LIST;
            case "DELETE" -> Operation.DELETE;
            case "PATCH" -> Operation.PATCH;
            default -> Operation.WRITE;
        };
        int version = query.matches("version=\\d+") ? Integer.parseInt(query.substring("version=".length())) : 0;
        JsonNode body = request.body() == null || request.body().length == 0
                ? JSON.createObjectNode()
                : JSON.readTree(request.body());
        String bearer = request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
        return new Call(operation, path, version, body, request.headers().getOrDefault("x-vault-token", bearer));
    }

    /** What follows the prefix, if the path is below it. */
    Optional<String> below(String prefix) {
        return path.startsWith(prefix + "/") ? Optional.of(path.substring(prefix.length() + 1)) : Optional.empty();
    }

    boolean is(Operation wanted, String wantedPath) {
        return operation == wanted && path.equals(wantedPath);
    }

    String text(String field) {
        return body.path(field).asText("");
    }

    /** Vault takes a list as an array or as one comma-separated string. */
    List<String> texts(String field) {
        JsonNode value = body.path(field);
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        return Arrays.stream(value.asText("").split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
