// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * An error in Azure's words. Only its code and message are kept: the rest of a body may repeat what was sent.
 *
 * @param status of the HTTP answer; 0 where an operation failed after it was accepted
 * @param code Azure's own, such as {@code RequestDisallowedByPolicy}; empty where the answer had none
 */
public record ArmError(
        int status,
        String code,
        String message,
        String requestId,
        Optional<Duration> retryAfter,
        Optional<PolicyDenial> denial) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 600;

    public static ArmError of(ArmResponse response) {
        JsonNode error = response.body().path("error");
        return of(response, error.isMissingNode() ? response.body() : error);
    }

    /** The end of an operation that Azure had accepted. @param error its {@code error} object */
    public static ArmError ofOperation(ArmResponse response, JsonNode error) {
        ArmError read = of(response, error);
        return new ArmError(0, read.code, read.message, read.requestId, Optional.empty(), read.denial);
    }

    static ArmError of(HttpResponseException failure) {
        HttpResponse response = failure.getResponse();
        int status = response == null ? 0 : response.getStatusCode();
        HttpHeaders headers = response == null ? new HttpHeaders() : response.getHeaders();
        JsonNode error = failure.getValue() instanceof ManagementError value ? json(value) : MissingNode.getInstance();
        return of(new ArmResponse(status, headers, error), error);
    }

    private static ArmError of(ArmResponse response, JsonNode error) {
        String message = error.path("message").asText("");
        return new ArmError(
                response.status(),
                error.path("code").asText(""),
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message,
                response.header("x-ms-request-id").orElse(""),
                response.retryAfter(),
                PolicyDenial.of(error));
    }

    /** Its own JSON leaves out what only Azure sets. */
    private static JsonNode json(ManagementError error) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("code", error.getCode()).put("message", error.getMessage());
        ArrayNode infos = node.putArray("additionalInfo");
        if (error.getAdditionalInfo() != null) {
            error.getAdditionalInfo()
                    .forEach(info -> infos.addObject()
                            .put("type", info.getType())
                            .set("info", MAPPER.valueToTree(info.getInfo())));
        }
        ArrayNode details = node.putArray("details");
        if (error.getDetails() != null) {
            error.getDetails().forEach(detail -> details.add(json(detail)));
        }
        return node;
    }
}
