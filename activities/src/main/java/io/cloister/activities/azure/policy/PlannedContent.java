// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.azure.json.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.activities.azure.arm.ResourceType;
import io.cloister.plan.ResourceId;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A resource as it will be sent, with what a policy looks at beside: type and name. */
record PlannedContent(ResourceId id, ObjectNode content) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static PlannedContent of(ResourceId id, JsonSerializable<?> body) {
        try {
            ObjectNode content = (ObjectNode) MAPPER.readTree(body.toJsonString());
            content.put("type", ResourceType.of(id).value()).put("name", id.name());
            return new PlannedContent(id, content);
        } catch (IOException e) {
            throw new UncheckedIOException("the body of " + id + " cannot be written as JSON", e);
        }
    }

    /** {@code checkPolicyRestrictions} of 2024-10-01. */
    ObjectNode question() {
        ObjectNode question = MAPPER.createObjectNode();
        question.putObject("resourceDetails")
                .put("apiVersion", ResourceType.of(id).apiVersion())
                .set("resourceContent", content);
        return question;
    }
}
