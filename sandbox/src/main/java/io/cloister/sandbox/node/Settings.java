// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster's {@code settings} in Vault. */
record Settings(JsonNode values) {

    String kubernetesVersion() {
        return values.path("kubernetesVersion").asText("1.34.0");
    }

    String apiServerName() {
        return values.path("apiServerName").asText("kubernetes");
    }

    String apiServerAddress() {
        return values.path("apiServerAddress").asText();
    }

    Optional<URI> proxyUrl() {
        String url = values.path("proxyUrl").asText("");
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    }

    List<String> allowedDomains() {
        return Arrays.stream(values.path("allowedDomains").asText("").split("\\s+"))
                .filter(domain -> !domain.isEmpty())
                .toList();
    }

    Map<String, String> labels(String pool) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String pair : list("poolLabels/" + pool)) {
            String[] sides = pair.split("=", 2);
            labels.put(sides[0], sides.length < 2 ? "" : sides[1]);
        }
        return labels;
    }

    List<String> taints(String pool) {
        return list("poolTaints/" + pool);
    }

    private List<String> list(String key) {
        return Arrays.stream(values.path(key).asText("").split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
