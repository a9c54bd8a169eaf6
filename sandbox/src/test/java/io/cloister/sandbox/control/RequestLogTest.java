// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.protocol.ArmRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(log.entries().get(0).body())
                .isEqualTo("grant_type=client_credentials&client_secret=(secure)&scope=x");
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_SECRET=hush&a=b, CLIENT_SECRET=(secure)&a=b",
        "a=b&client%5Fassertion=hush, a=b&client%5Fassertion=(secure)",
        "username=a&password=hush=hush, username=a&password=(secure)"
    })
    void aCredentialIsNotKeptHoweverItsNameIsWritten(String sent, String kept) {
        add("/tenant/oauth2/v2.0/Token", sent);

        assertThat(log.entries().get(0).body()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adminPassword",
                "protectedSettings",
                "protectedParameters",
                "runAsPassword",
                "customData",
                "ADMINPASSWORD",
                "admin\\u0050assword"
            })
    void whatAzureNeverShowsAgainIsNotKeptOnAnyPath(String name) {
        add("/any", "{'a': [{'" + name + "': 'hush', \"b\": 1}]}");
        add("/any", "{'" + name + "': {'a': 'hush'}, 'b': 1}");

        assertThat(log.entries())
                .extracting(RequestLog.Entry::body)
                .allSatisfy(body ->
                        assertThat(body).contains(":\"(secure)\"", "\"b\":1").doesNotContain("hush"));
    }

    @Test
    void whatIsWrittenTwiceOrInACommentIsNotKept() {
        add("/any", "{'a': {'adminPassword': 'hush'}, 'a': 1} /* hush */");

        assertThat(log.entries().get(0).body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void ofALenientTemplateAllButTheSecureIsKept() {
        add(
                "/deployments/d",
                "{'properties': {'parameters': {'p': {'value': 'hush'}}, template: {'parameters':"
                        + " {'p': {'type': 'secureString', 'defaultValue': 'hush'}}, 'resources': ['seen',]}}}");

        assertThat(log.entries().get(0).body()).contains("seen").doesNotContain("hush");
    }

    @Test
    void whatCannotBeReadIsNotKept() {
        add("/any", "{'adminPassword': 'hush'");

        assertThat(log.entries().get(0).body()).isEqualTo("(a body that cannot be read)");
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
