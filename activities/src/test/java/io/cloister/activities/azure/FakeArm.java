// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.cloister.activities.azure.arm.AzureSession;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers of Azure, given beforehand; an unexpected question gets Azure's 404. The last answer to a question stays. */
public final class FakeArm implements HttpClient {

    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    public AzureSession session() {
        return AzureSession.over(
                this,
                request ->
                        Mono.just(new AccessToken("token", OffsetDateTime.now().plusHours(1))),
                "https://management.azure.com/");
    }

    public FakeArm on(String method, String path, int status, String body, String... headers) {
        answers.computeIfAbsent(method + " " + path.toLowerCase(), key -> new ArrayDeque<>())
                .add(new Answer(status, body, headers));
        return this;
    }

    /** What was asked, such as {@code PUT /subscriptions/…}, without queries. */
    public List<String> asked() {
        return asked.stream().map(one -> one.method() + " " + one.path()).toList();
    }

    public List<String> writes() {
        return asked().stream().filter(one -> !one.startsWith("GET")).toList();
    }

    public String body(String method) {
        return asked.stream()
                .filter(one -> one.method().equals(method))
                .map(Asked::body)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        String method = request.getHttpMethod().toString();
        String path = request.getUrl().getPath();
        String body = request.getBodyAsBinaryData() == null
                ? ""
                : request.getBodyAsBinaryData().toString();
        asked.add(new Asked(method, path, body));
        Deque<Answer> queue = answers.get(method + " " + path.toLowerCase());
        if (queue == null) {
            return Mono.just(new Response(request, new Answer(404, "{\"error\":{\"code\":\"ResourceNotFound\"}}")));
        }
        Answer answer = queue.size() > 1 ? queue.poll() : queue.peek();
        return answer.status() == 0
                ? Mono.error(new ConnectException("Connection refused"))
                : Mono.just(new Response(request, answer));
    }

    private record Asked(String method, String path, String body) {}

    private record Answer(int status, String body, String... headers) {}

    private static final class Response extends HttpResponse {
        private final Answer answer;

        Response(HttpRequest request, Answer answer) {
            super(request);
            this.answer = answer;
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return getHeaders().getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
            for (int i = 0; i + 1 < answer.headers().length; i += 2) {
                headers.set(HttpHeaderName.fromString(answer.headers()[i]), answer.headers()[i + 1]);
            }
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(answer.body().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return getBodyAsString();
        }
    }
}
