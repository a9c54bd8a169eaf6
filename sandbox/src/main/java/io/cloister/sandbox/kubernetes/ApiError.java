// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal that clients get as a Kubernetes {@code Status}. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    ApiError(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static ApiError notFound(ResourcePath path) {
        return new ApiError(404, "NotFound", path.qualifiedResource() + " \"" + path.name() + "\" not found");
    }

    static ApiError alreadyExists(ResourcePath path) {
        return new ApiError(409, "AlreadyExists", path.qualifiedResource() + " \"" + path.name() + "\" already exists");
    }

    static ApiError conflict(ResourcePath path) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + path.qualifiedResource() + " \"" + path.name()
                        + "\": the object has been modified; please apply your changes to the latest version");
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError unauthorized() {
        return new ApiError(401, "Unauthorized", "Unauthorized");
    }

    static ApiError anonymous(String path) {
        return new ApiError(403, "Forbidden", "forbidden: User \"system:anonymous\" cannot get path \"" + path + "\"");
    }

    static ApiError webhook(String message) {
        return new ApiError(500, "InternalError", message);
    }

    static ApiError denied(int code, String message) {
        return new ApiError(code, "Forbidden", message);
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.putObject("metadata");
        return status.put("message", getMessage()).put("reason", reason).put("code", code);
    }
}
