// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.DemoAzure;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.VirtualClock;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.kubernetes.ResourcePath;
import io.cloister.sandbox.net.Listeners;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.topology.Hub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WebhookWorkloadTest {

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final OperationLog log = new OperationLog();
    private final ObjectStore store = new ObjectStore(clock);
    private final Map<String, Member> members = Map.of(
            "worker",
            new Member(
                    "worker",
                    "10.20.1.5",
                    false,
                    "azure://x",
                    "1",
                    Map.of(),
                    List.of(),
                    proxy -> (method, id, body) -> {
                        throw new IllegalStateException("nobody asks Azure here");
                    }));
    private final WebhookWorkload webhook = new WebhookWorkload(
            store,
            new Cluster.Surroundings(
                    clock,
                    new PrivateNetwork(
                            DemoAzure.peered(""),
                            new Hub(DemoAzure.HUB, "10.0.0.10", 8200, "10.0.0.4"),
                            new Listeners(),
                            clock),
                    (certificate, key, rules) -> new Program(),
                    log,
                    UnaryOperator.identity()),
            members);

    private record Program() implements WebhookProgram.Running {
        @Override
        public int port() {
            return 9443;
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    }

    @Test
    void itsStartIsLoggedWithTheNodeThatItWaitedFor() {
        install();
        webhook.reconcile();
        assertThat(log.entries()).as("no node is ready").isEmpty();

        put(Paths.node("worker"), "{'status': {'conditions': [{'type': 'Ready', 'status': 'True'}]}}");
        Instant ready = clock.now();
        webhook.reconcile();
        clock.advance(Duration.ofSeconds(5));
        webhook.reconcile();
        assertThat(log.entries()).as("it is still starting").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        webhook.reconcile();
        webhook.reconcile();

        assertThat(log.entries())
                .containsExactly(new OperationLog.Entry(
                        "workload:cloister-webhook",
                        "workload",
                        ready,
                        ready.plusSeconds(6),
                        Set.of("node:worker:ready"),
                        true));
    }

    private void install() {
        put(Paths.deployment("cloister-system", "cloister-webhook"), "{'spec': {'replicas': 1}}");
        put(
                Paths.secret("cloister-system", "cloister-webhook-tls"),
                "{'stringData': {'tls.crt': 'certificate', 'tls.key': 'key'}}");
        put(Paths.configMap("cloister-system", "cloister-webhook-rules"), "{'data': {'rules.yaml': 'rules: []'}}");
    }

    private void put(ResourcePath path, String json) {
        try {
            store.create(path, (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
