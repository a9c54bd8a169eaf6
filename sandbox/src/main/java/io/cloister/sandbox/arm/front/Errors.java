// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm.front;

import io.cloister.sandbox.policy.Denial;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says no in Azure's shape, whatever went wrong. */
public final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final Set<String> WITH_BODY = Set.of("PUT", "PATCH", "POST");
    private static final String RETRY_AFTER = "Retry-After";

    private final String tenantId;

    public Errors(String tenantId) {
        this.tenantId = tenantId;
    }

    public Reply reply(ArmRequest request, RuntimeException cause, String base) {
        return reply(error(request, cause), base);
    }

    public Reply reply(ArmError error, String base) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ms-error-code", error.code());
        if (error.status() == 401) {
            headers.put(
                    "WWW-Authenticate",
                    "Bearer authorization_uri=\"" + base + "/" + tenantId
                            + "\", error=\"invalid_token\", error_description=\"The authentication failed.\"");
        }
        if (error.status() == 429 || error.status() == 503) {
            headers.put(RETRY_AFTER, "1");
        }
        if (error.code().equals(Denial.CODE)) {
            headers.put("x-ms-failure-cause", "gateway");
        }
        headers.putAll(error.headers());
        return new Reply(error.status(), headers, error.body());
    }

    private static ArmError error(ArmRequest request, RuntimeException cause) {
        if (cause instanceof ArmError error) {
            return error;
        }
        if (WITH_BODY.contains(request.method()) && isMisread(cause)) {
            LOG.warn(
                    "the body of {} {} cannot be read",
                    request.method(),
                    request.uri().getPath(),
                    cause);
            return ArmError.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: a value is not of the type that"
                            + " its property has.");
        }
        LOG.error("cannot answer {} {}", request.method(), request.uri().getPath(), cause);
        return new ArmError(500, "InternalServerError", "The request could not be carried out; see the sandbox's log.");
    }

    /** What reading JSON as something that it is not ends in: no object where one is asked for, no number, no id. */
    private static boolean isMisread(RuntimeException cause) {
        return cause instanceof UnsupportedOperationException
                || cause instanceof ClassCastException
                || cause instanceof IllegalArgumentException;
    }
}
