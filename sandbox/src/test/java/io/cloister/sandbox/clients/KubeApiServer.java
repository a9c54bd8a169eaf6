// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.tls.SandboxCa;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A real kube-apiserver on its etcd, both on the loopback and gone with {@link #close}; no other controller runs. */
final class KubeApiServer implements AutoCloseable {

    private static final String USER = "admin";

    private final Path directory;
    private final String token = UUID.randomUUID().toString();
    private final int port;
    private final Process etcd;
    private final Process apiServer;

    /** @param binaries the directory of {@code etcd} and {@code kube-apiserver} */
    KubeApiServer(Path binaries, Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        String store = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        this.port = freePort();
        SandboxCa serviceAccounts = SandboxCa.create("service accounts");
        Path signingKey = Files.writeString(directory.resolve("service-accounts.key"), serviceAccounts.key());
        Path verifyingKey = Files.writeString(directory.resolve("service-accounts.crt"), serviceAccounts.pem());
        Path tokens = Files.writeString(
                directory.resolve("tokens.csv"), "%s,%s,%s,system:masters%n".formatted(token, USER, USER));
        this.etcd = start(
                binaries.resolve("etcd"),
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + store,
                "--advertise-client-urls=" + store,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
        this.apiServer = start(
                binaries.resolve("kube-apiserver"),
                "--etcd-servers=" + store,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + directory.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + verifyingKey,
                "--service-account-signing-key-file=" + signingKey,
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount");
        awaitReady();
    }

    /** For programs that know a cluster by such a file alone. */
    Path kubeconfig() throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: admin, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                """.formatted(url(), certificate(), token));
    }

    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withCaCertFile(certificate().toString())
                .withOauthToken(token)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        for (Process process : List.of(apiServer, etcd)) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private String url() {
        return "https://127.0.0.1:" + port;
    }

    /** The one that the server has made for itself, with its own authority behind it. */
    private Path certificate() {
        return directory.resolve("certificates").resolve("apiserver.crt");
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int waited = 0; !ready(); waited++) {
            boolean gone = apiServer.waitFor(200, TimeUnit.MILLISECONDS) || !etcd.isAlive();
            assertThat(gone).as("one has ended: %s", lastWords()).isFalse();
            assertThat(waited)
                    .as("200 ms each that kube-apiserver has taken to start: %s", lastWords())
                    .isLessThan(600);
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String program : List.of("etcd", "kube-apiserver")) {
            List<String> log = Files.readAllLines(directory.resolve(program + ".log"));
            lines.addAll(log.subList(Math.max(0, log.size() - 5), log.size()));
        }
        return String.join("\n", lines);
    }

    private boolean ready() {
        if (!Files.exists(certificate())) {
            return false;
        }
        try (KubernetesClient client = client()) {
            return "ok".equals(client.raw("/readyz"));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Process start(Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.command().add(0, program.toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve(program.getFileName() + ".log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
