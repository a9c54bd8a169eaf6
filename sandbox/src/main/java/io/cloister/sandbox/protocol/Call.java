// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.entra.Caller;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Nulls;
import io.cloister.sandbox.resource.Spelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a known caller.
 *
 * @param query by name in lower case
 * @param headers by name in lower case
 * @param base the address the caller reached us by, without a slash at its end
 * @param failure how the operation that this starts is to fail
 */
public record Call(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String base,
        Caller caller,
        Optional<OperationFailure> failure) {

    public boolean is(String wanted) {
        return method.equals(wanted);
    }

    public String apiVersion() {
        return query.getOrDefault("api-version", "");
    }

    public String filter() {
        return query.getOrDefault("$filter", "");
    }

    /** How many elements {@code $top} wants at the most; all where it is not given or no number. */
    public long top() {
        String top = query.getOrDefault("$top", "");
        return top.matches("\\d{1,9}") ? Long.parseLong(top) : Long.MAX_VALUE;
    }

    /** The path's parts, none of them empty. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /** What answers a method that the path does not know. */
    public ArmError notAllowed() {
        return new ArmError(405, "MethodNotAllowed", "The method '" + method + "' is not allowed on '" + path + "'.");
    }

    /** The body in Azure's own spelling, without its {@link Nulls}. */
    public ObjectNode json() {
        try {
            if (LenientJson.read(body) instanceof ObjectNode object) {
                Spelling.at(path).correct(object);
                Nulls.remove(object);
                return object;
            }
        } catch (JacksonException e) {
            throw ArmError.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: '" + e.getOriginalMessage() + "'.");
        } catch (IOException e) {
            throw ArmError.badRequest("InvalidRequestContent", "The request content could not be read.");
        }
        throw ArmError.badRequest("InvalidRequestContent", "The request content must be a JSON object.");
    }
}
