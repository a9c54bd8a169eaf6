// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cloister.webhook.admission.Admission;
import io.cloister.webhook.admission.MalformedReviewException;
import io.cloister.webhook.rules.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** {@code POST /mutate}, as the API server calls it. */
public final class MutateEndpoint implements HttpHandler {

    /** Object and old object of 3 MiB each, and the rest, as controller-runtime accepts it. */
    private static final int LIMIT = 7 * 1024 * 1024;

    private final Supplier<List<Rule>> rules;
    private final Metrics metrics;

    public MutateEndpoint(Supplier<List<Rule>> rules, Metrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            refuse(exchange, 405, "send an AdmissionReview by POST");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            refuse(exchange, 413, "an AdmissionReview has at most 7 MiB");
            return;
        }
        try {
            byte[] answer = Admission.review(body, rules.get());
            metrics.reviewed("answered");
            Replies.send(exchange, 200, "application/json", answer);
        } catch (MalformedReviewException e) {
            refuse(exchange, 400, e.getMessage());
        }
    }

    private void refuse(HttpExchange exchange, int status, String why) throws IOException {
        metrics.reviewed("refused");
        Replies.send(exchange, status, "text/plain; charset=utf-8", why.getBytes(StandardCharsets.UTF_8));
    }
}
