// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A request as Vault sees it.
 *
 * @param path without {@code /v1/} and without slashes at its ends
 */
record Call(Operation operation, String path, JsonNode body, String token) {

    enum Operation {
        READ,
        LIST,
        WRITE,
        PATCH,
        DELETE
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
