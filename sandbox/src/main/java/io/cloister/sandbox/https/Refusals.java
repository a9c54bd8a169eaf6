// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the front itself answers where it cannot hand a request on, in the shape that Azure's errors have. */
final class Refusals extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        boolean failed = status == HttpStatus.INTERNAL_SERVER_ERROR_500;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put(
                        "code",
                        failed
                                ? "InternalServerError"
                                : HttpStatus.getMessage(status).replace(" ", ""))
                .put("message", failed ? "The sandbox has failed: see its log." : message);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        response.write(true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
