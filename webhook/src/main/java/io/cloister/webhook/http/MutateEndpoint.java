// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cloister.webhook.admission.Admission;
import io.cloister.webhook.admission.MalformedReviewException;
import io.cloister.webhook.rules.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code POST /mutate}, as the API server calls it. */
public final class MutateEndpoint implements HttpHandler {

    /** Object and old object of 3 MiB each, and the rest, as controller-runtime accepts it. */
    private static final int LIMIT = 7 * 1024 * 1024;

    private static final String JSON = "application/json";

    private final Supplier<List<Rule>> rules;
    private final Metrics metrics;

    public MutateEndpoint(Supplier<List<Rule>> rules, Metrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        Answer answer = answer(exchange);
        metrics.reviewed(answer.result(), Duration.ofNanos(System.nanoTime() - start));
        Replies.send(exchange, answer.status(), answer.type(), answer.body());
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            return Answer.refused(405, "wrong-method", "send an AdmissionReview by POST");
        }
        // None at all is taken for JSON: the API server always sends it, and a person with curl may forget.
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null && !type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals(JSON)) {
            return Answer.refused(415, "wrong-type", "send an AdmissionReview as " + JSON);
        }
        byte[] body = exchange.getRequestBody().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            // As much again is thrown away, or the caller would see a broken connection instead of the answer.
            exchange.getRequestBody().readNBytes(body, 0, LIMIT);
            return Answer.refused(413, "too-large", "an AdmissionReview has at most 7 MiB");
        }
        try {
            Admission.Review review = Admission.review(body, rules.get());
            return new Answer(200, review.patched() ? "patched" : "unchanged", JSON, review.answer());
        } catch (MalformedReviewException e) {
            return Answer.refused(400, "malformed", e.getMessage());
        }
    }

    private record Answer(int status, String result, String type, byte[] body) {

        static Answer refused(int status, String result, String why) {
            return new Answer(status, result, "text/plain; charset=utf-8", why.getBytes(StandardCharsets.UTF_8));
        }
    }
}
