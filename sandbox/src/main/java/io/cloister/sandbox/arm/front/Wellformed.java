// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm.front;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Store;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Azure's front door turns away before anybody asks what the request is about. */
public final class Wellformed {

    /** Source: Azure docs, "Resource Manager request size": 4 MB. */
    static final int LARGEST_BODY = 4 * 1024 * 1024;

    /** Of what answers and pages are addressed by, with its port. Source: RFC 1035, 2.3.4, for a name. */
    private static final int LONGEST_HOST = 255;

    private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z0-9.-]+)?");
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    /** A separator or a control character in disguise; a per cent sign that escapes nothing, as no name has one. */
    private static final Pattern DISGUISED = Pattern.compile("%(2f|5c|25|0.|1.|7f)|\\\\", Pattern.CASE_INSENSITIVE);

    /**
     * A whole scope as one part, at the beginning: Azure's SDK for Java writes it so where it asks by scope, and Azure reads it.
     * Source: azure-resourcemanager-resources, {@code ManagementLocksClientImpl}.
     */
    private static final Pattern SCOPE_AS_ONE_PART =
            Pattern.compile("^/(%2F)?(subscriptions|providers)%2F[^/]+(?=/)", Pattern.CASE_INSENSITIVE);

    /** Where a name is left out, the word behind it would be taken for one. */
    private static final Pattern NAMELESS = Pattern.compile(
            "/(subscriptions|resourceGroups)/(resourceGroups|providers)(/.*)?", Pattern.CASE_INSENSITIVE);

    private Wellformed() {}

    public static void check(ArmRequest request) {
        if (request.body().length > LARGEST_BODY) {
            throw new ArmError(
                    413,
                    "RequestEntityTooLarge",
                    "The request content size exceeds the maximum size of 4 MB. The request was rejected.");
        }
        if (request.headers().getOrDefault("host", "").length() > LONGEST_HOST) {
            throw ArmError.badRequest(
                    "BadRequest", "The request's Host header is longer than " + LONGEST_HOST + " characters.");
        }
        String raw = request.uri().getRawPath() == null ? "" : request.uri().getRawPath();
        boolean climbs = Arrays.stream(request.path().split("/")).anyMatch(part -> part.matches("\\.{1,2}"));
        if (climbs
                || DISGUISED.matcher(withoutScope(raw)).find()
                || NAMELESS.matcher(request.path()).find()) {
            throw ArmError.badRequest("InvalidRequestUri", "The request URI '" + raw + "' is invalid.");
        }
    }

    private static String withoutScope(String raw) {
        Matcher scope = SCOPE_AS_ONE_PART.matcher(raw);
        return scope.find() ? scope.group().replaceAll("(?i)%2F", "/") + raw.substring(scope.end()) : raw;
    }

    public static void check(Call call, Store store) {
        if (call.apiVersion().isEmpty()) {
            throw ArmError.badRequest(
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (!API_VERSION.matcher(call.apiVersion()).matches()) {
            throw ArmError.badRequest(
                    "InvalidApiVersionParameter",
                    "The api-version '" + call.apiVersion() + "' is invalid. It has the form YYYY-MM-DD, or"
                            + " YYYY-MM-DD-preview.");
        }
        List<String> parts = call.parts();
        if (parts.size() < 2 || !parts.get(0).equalsIgnoreCase("subscriptions")) {
            return;
        }
        String subscription = parts.get(1);
        if (!SUBSCRIPTION.matcher(subscription).matches()) {
            throw ArmError.badRequest(
                    "InvalidSubscriptionId",
                    "The provided subscription identifier '" + subscription + "' is malformed or invalid.");
        }
        if (store.get("/subscriptions/" + subscription).isEmpty()) {
            throw new ArmError(
                    404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
        }
    }
}
