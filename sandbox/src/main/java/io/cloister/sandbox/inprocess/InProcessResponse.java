// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer that is there whole from the start. */
final class InProcessResponse extends HttpResponse {

    private final int status;
    private final HttpHeaders headers = new HttpHeaders();
    private final byte[] body;

    InProcessResponse(HttpRequest request, int status, Map<String, String> headers, byte[] body) {
        super(request);
        this.status = status;
        this.body = body;
        headers.forEach((name, value) -> this.headers.set(HttpHeaderName.fromString(name), value));
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString() {
        return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.just(new String(body, charset));
    }
}
