// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.cloister.sandbox.core.VirtualClock;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Azure-core's HTTP client, without a socket. Waiting costs nothing: whoever asks after an operation lets time pass to the next
 * thing that happens, and whoever is told to try again later gets that time at once. An answer's Retry-After is left out,
 * as the poller's own interval counts then (Source: azure-core-management, {@code PollingState}).
 */
final class InProcessHttpClient implements HttpClient {

    private static final Pattern OPERATION =
            Pattern.compile("(?i)/(operations|operationResults|operationStatuses)/[^/]+$");

    private static final List<String> OPERATION_HEADERS = List.of("Azure-AsyncOperation", "Location");
    private static final Pattern UNDERWAY = Pattern.compile("\"provisioningState\"\\s*:\\s*\"(Updating|Creating)\"");

    private final Function<ArmRequest, ArmResponse> arm;
    private final VirtualClock clock;
    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    InProcessHttpClient(Function<ArmRequest, ArmResponse> arm, VirtualClock clock) {
        this.arm = arm;
        this.clock = clock;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        URI uri = URI.create(request.getUrl().toString());
        String method = request.getHttpMethod().toString();
        String path = uri.getPath();
        if (method.equals("GET") && (OPERATION.matcher(path).find() || underway.contains(path))) {
            clock.advanceToNext();
        }
        ArmResponse response = arm.apply(new ArmRequest(method, uri, headers(request, uri), body(request)));
        if (isUnderwayQuietly(response)) {
            if (method.equals("PUT")) {
                underway.add(path);
            }
        } else {
            underway.remove(path);
        }
        if (response.isReset()) {
            throw new UncheckedIOException(new IOException("Connection reset"));
        }
        return new InProcessResponse(request, response.status(), withoutWaiting(response), response.body());
    }

    /** Where no header leads to an operation, the resource itself is polled until its provisioning has ended. */
    private static boolean isUnderwayQuietly(ArmResponse response) {
        return response.status() == 200
                && OPERATION_HEADERS.stream()
                        .noneMatch(name -> response.headers().keySet().stream().anyMatch(name::equalsIgnoreCase))
                && UNDERWAY.matcher(new String(response.body(), StandardCharsets.UTF_8))
                        .find();
    }

    private Map<String, String> withoutWaiting(ArmResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers());
        String retryAfter = headers.remove("Retry-After");
        headers.remove("x-ms-retry-after-ms");
        if (response.status() >= 400 && retryAfter != null) {
            clock.advance(Duration.ofSeconds(Long.parseLong(retryAfter)));
            headers.put("x-ms-retry-after-ms", "1");
        }
        return headers;
    }

    private static Map<String, String> headers(HttpRequest request, URI uri) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", uri.getAuthority());
        for (HttpHeader header : request.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return headers;
    }

    private static byte[] body(HttpRequest request) {
        BinaryData body = request.getBodyAsBinaryData();
        return body == null ? new byte[0] : body.toBytes();
    }
}
