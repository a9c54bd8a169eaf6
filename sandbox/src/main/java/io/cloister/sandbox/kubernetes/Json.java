// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;

/** Bodies of the API: JSON, and YAML where it is a superset that clients send (server-side apply). */
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Json() {}

    static JsonNode read(byte[] body) {
        return read(JSON, body);
    }

    static JsonNode readYaml(byte[] body) {
        return read(YAML, body);
    }

    private static JsonNode read(ObjectMapper mapper, byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw ApiError.badRequest("the body is neither JSON nor YAML that can be read");
        }
    }
}
