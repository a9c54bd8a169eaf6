// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.protocol.ArmRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private final RequestLog log = new RequestLog(2);

    @Test
    void theOldestGivesWayToTheNewest() {
        add("/a", "");
        add("/b", "");
        add("/c", "");

        assertThat(log.entries()).extracting(RequestLog.Entry::path).containsExactly("/b", "/c");
        assertThat(log.entries()).extracting(RequestLog.Entry::seq).containsExactly(2, 3);
    }

    @Test
    void aClientsSecretIsNotKept() {
        add("/tenant/oauth2/v2.0/token", "grant_type=client_credentials&client_secret=hush%20hush&scope=x");

        assertThat(log.entries().get(0).body()).isEqualTo("grant_type=client_credentials&client_secret=…&scope=x");
    }

    private void add(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        log.add(
                Instant.EPOCH,
                new ArmRequest("POST", URI.create("https://localhost" + path), Map.of(), bytes),
                200,
                "");
    }
}
