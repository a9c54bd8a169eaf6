// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.plan.ResourceId;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What no generated client offers: operation URLs, reads of any resource by its id, and APIs without a client of their own. */
public final class Arm {

    /** Short, so that a read and a write together stay below the start-to-close timeout of a begin. */
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final HttpPipeline pipeline;
    private final String endpoint;

    Arm(HttpPipeline pipeline, String endpoint) {
        this.pipeline = pipeline;
        this.endpoint = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    }

    /** @param url whole, as Azure gave it */
    public ArmResponse get(String url) {
        return send(new HttpRequest(HttpMethod.GET, url));
    }

    public ArmResponse get(ResourceId id) {
        return get(endpoint + id.value() + "?api-version=" + ResourceType.of(id).apiVersion());
    }

    /** What this identity may see at all: the cheapest question that needs a token. */
    void subscriptions() {
        ArmResponse response = get(endpoint + "/subscriptions?api-version=2022-12-01");
        if (!response.succeeded()) {
            throw AzureFailures.of(ArmError.of(response), "list the subscriptions of", endpoint);
        }
    }

    /** @param path from the first slash, with its query */
    public ArmResponse post(String path, JsonNode body) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, endpoint + path);
        request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
        request.setBody(body.toString());
        return send(request);
    }

    /** The resource as it is now; empty where there is none. */
    public Optional<ExistingResource> find(ResourceId id) {
        ArmResponse response = get(id);
        if (response.status() == 404) {
            return Optional.empty();
        }
        if (!response.succeeded()) {
            throw AzureFailures.of(ArmError.of(response), "read " + ResourceType.of(id), id.value());
        }
        return Optional.of(ExistingResource.of(response));
    }

    private ArmResponse send(HttpRequest request) {
        Mono<ArmResponse> answer = pipeline.send(request)
                .flatMap(response -> response.getBodyAsString()
                        .defaultIfEmpty("")
                        .map(body -> ArmResponse.of(response.getStatusCode(), response.getHeaders(), body)))
                .timeout(DEADLINE);
        return AzureFailures.guard("ask Azure", request.getUrl().getPath(), answer::block);
    }
}
