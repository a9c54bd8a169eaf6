// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that goes wrong on purpose.
 *
 * @param method the HTTP method it hits; {@code *} for any
 * @param path a regular expression that occurs in the path, whatever the case
 * @param resourceType such as {@code Microsoft.Network/virtualNetworks/subnets}; of ARM's requests alone
 * @param refusal status, code and message of the error, or of the operation's failure
 * @param retryAfter what a refusal tells the client to wait
 * @param delay how much later an answer comes, in real time; how long a connection without one is held open
 */
public record FaultRule(
        String id,
        Api api,
        String method,
        Pattern path,
        Optional<String> resourceType,
        FaultKind kind,
        Refusal refusal,
        Duration retryAfter,
        Duration delay,
        Occurrence occurrence) {

    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    public static final Duration DELAY = Duration.ofSeconds(5);
    /** Longer than the patience of the clients that are known. */
    public static final Duration SILENCE = Duration.ofMinutes(10);

    private static final Pattern ARM_PATHS =
            Pattern.compile("^/(subscriptions|providers|tenants)", Pattern.CASE_INSENSITIVE);

    boolean matches(Api requestApi, String requestMethod, String requestPath) {
        return api == requestApi
                && (method.equals("*") || method.equalsIgnoreCase(requestMethod))
                && isAt(requestPath)
                && resourceType.map(type -> isOfType(type, requestPath)).orElse(true);
    }

    /** Without a path it means the API, and nobody's log-in. */
    private boolean isAt(String requestPath) {
        return path.pattern().isEmpty() && api == Api.ARM
                ? ARM_PATHS.matcher(requestPath).find()
                : path.matcher(requestPath).find();
    }

    /** An action on a resource, such as {@code …/virtualMachines/vm1/start}, counts as the resource's. */
    private static boolean isOfType(String type, String requestPath) {
        return ResourceId.parse(requestPath)
                .filter(id -> {
                    List<String> types = new ArrayList<>(List.of(id.namespace()));
                    types.addAll(id.types());
                    boolean itself = String.join("/", types).equalsIgnoreCase(type);
                    types.remove(types.size() - 1);
                    return itself
                            || id.isCollection() && String.join("/", types).equalsIgnoreCase(type);
                })
                .isPresent();
    }
}
