// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that Azure refuses: its status, and what stands in {@code error} of the answer's body. */
public final class ArmError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String target;
    private final transient ArrayNode additionalInfo;
    private final transient ArrayNode details = JsonNodeFactory.instance.arrayNode();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ArmError(int status, String code, String message) {
        this(status, code, message, null, null);
    }

    public ArmError(int status, String code, String message, String target, ArrayNode additionalInfo) {
        super(message);
        this.status = status;
        this.code = code;
        this.target = target;
        this.additionalInfo = additionalInfo;
    }

    public static ArmError badRequest(String code, String message) {
        return new ArmError(400, code, message);
    }

    public static ArmError conflict(String code, String message) {
        return new ArmError(409, code, message);
    }

    public static ArmError notFound(ResourceId id) {
        if (id.isGroup()) {
            return new ArmError(404, "ResourceGroupNotFound", "Resource group '" + id.name() + "' could not be found.");
        }
        String group = id.groupId().map(ArmError::lastPart).orElse("");
        return new ArmError(
                404,
                "ResourceNotFound",
                "The Resource '" + id.type() + "/" + id.name() + "' under resource group '" + group
                        + "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    private static String lastPart(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** Adds a refusal that this one comes from, as it stands in {@code error} of an answer. */
    public ArmError withDetail(JsonNode detail) {
        details.add(detail);
        return this;
    }

    /** The same error with the reason behind it, as the network provider gives one. */
    public ArmError because(String detailCode, String detail) {
        details.addObject().put("code", detailCode).put("message", detail);
        return this;
    }

    /** The same error with a header that goes with its answer. */
    public ArmError withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** In the answer, beside those that every error has. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", code).put("message", getMessage());
        if (target != null) {
            error.put("target", target);
        }
        if (!details.isEmpty()) {
            error.set("details", details);
        }
        if (additionalInfo != null) {
            error.set("additionalInfo", additionalInfo);
        }
        return body;
    }
}
