// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.cloudinit.Script;
import io.cloister.activities.proxy.ProxyBootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapScriptTest {

    static Stream<Script> scripts() {
        return Stream.of(NodeBootstrap.NODE, NodeBootstrap.PROXY)
                .flatMap(bootstrap -> Stream.concat(bootstrap.libraries().stream(), Stream.of(bootstrap.program())))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isGoodBash(Script script) throws IOException, InterruptedException {
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            in.write(script.text().getBytes(StandardCharsets.UTF_8));
        }
        String complaints = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(complaints).isZero();
    }

    @Test
    void judgesAddressesBeforeItAllowsAnything() {
        assertThat(ProxyBootstrap.SCRIPT.text())
                .containsSubsequence(
                        "deny CONNECT !tls_port",
                        "deny !known_user",
                        "deny !allowed_domains",
                        "deny link_local",
                        "deny azure_wire_server",
                        "deny inside",
                        "allow known_user",
                        "deny all");
    }
}
