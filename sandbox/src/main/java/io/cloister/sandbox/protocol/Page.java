// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The part of a list that one answer holds: {@code $top} elements, 1000 where it is not given. {@code nextLink} leads to the
 * next with an opaque {@code $skipToken}.
 */
public final class Page {

    private static final int LARGEST = 1000;
    private static final String TOP = "$top";
    private static final String SKIP = "$skiptoken";

    private Page() {}

    public static Reply of(Call call, List<ObjectNode> all) {
        int top = Math.min(LARGEST, number(call.query().getOrDefault(TOP, Integer.toString(LARGEST)), TOP));
        int start = Math.min(all.size(), start(call.query().getOrDefault(SKIP, "")));
        int end = Math.min(all.size(), start + top);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode value = body.putArray("value");
        all.subList(start, end).forEach(value::add);
        if (end < all.size()) {
            body.put("nextLink", next(call, end));
        }
        return Reply.ok(body);
    }

    private static String next(Call call, int end) {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(end).getBytes(StandardCharsets.UTF_8));
        String rest = call.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(SKIP))
                .map(Page::encoded)
                .collect(Collectors.joining("&"));
        return call.base() + call.path().replace(" ", "%20") + "?" + rest + "&%24skipToken=" + token;
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
    }

    private static int start(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            return number(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8), SKIP);
        } catch (IllegalArgumentException e) {
            throw invalid(SKIP, token);
        }
    }

    private static int number(String text, String parameter) {
        if (!text.matches("\\d{1,9}")) {
            throw invalid(parameter, text);
        }
        return Math.max(parameter.equals(TOP) ? 1 : 0, Integer.parseInt(text));
    }

    private static ArmError invalid(String parameter, String value) {
        return ArmError.badRequest(
                "InvalidQueryParameterValue",
                "The value '" + value + "' of the query parameter '" + parameter + "' is invalid.");
    }
}
