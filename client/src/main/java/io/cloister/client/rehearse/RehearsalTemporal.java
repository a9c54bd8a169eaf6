// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.client.CommandFailure;
import io.cloister.client.connect.ConfiguredTemporal;
import io.cloister.client.connect.TemporalConnection;
import io.cloister.worker.SearchAttributeRegistration;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import io.temporal.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which Temporal a rehearsal uses: the address given, a {@code temporal} binary on the PATH, or the in-memory server. */
final class RehearsalTemporal {

    private static final String LOOPBACK = "127.0.0.1";

    private final Map<String, String> environment;
    private final PrintWriter err;

    RehearsalTemporal(Map<String, String> environment, PrintWriter err) {
        this.environment = environment;
        this.err = err;
    }

    TemporalConnection open() {
        if (!environment.getOrDefault("TEMPORAL_ADDRESS", "").isBlank()) {
            return ready(new ConfiguredTemporal(environment).open());
        }
        return binary().map(this::devServer).orElseGet(this::inMemory);
    }

    private Optional<Path> binary() {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "temporal"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private TemporalConnection devServer(Path binary) {
        int uiPort = freePort();
        TemporalDevServer server = TemporalDevServer.start(TemporalDevServerOptions.newBuilder()
                .setExistingPath(binary.toString())
                .setDownloadEnabled(false)
                .setUiEnabled(true)
                .setUiPort(uiPort)
                .setLogLevel("error")
                // its banner would stand between the steps
                .setLogFile(logFile().toString())
                // registered at start: attributes added later are known to the server only after a while
                .setExtraArgs(SearchAttributeRegistration.NAMES.stream()
                        .flatMap(name -> Stream.of("--search-attribute", name + "=Keyword"))
                        .toList())
                .build());
        err.println("Temporal: " + binary + ", UI at http://" + LOOPBACK + ":" + uiPort);
        return closingToo(ConfiguredTemporal.openAt(server.getTarget()), server::close);
    }

    private static Path logFile() {
        try {
            Path file = Files.createTempFile("cloister-temporal", ".log");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException full) {
            throw CommandFailure.failed("no temporary file can be made for Temporal's log: " + full.getMessage());
        }
    }

    private TemporalConnection inMemory() {
        int port = freePort();
        TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
        err.println("Temporal: in memory; without a 'temporal' binary on the PATH there is no UI and nothing is kept");
        return ready(closingToo(ConfiguredTemporal.openAt(LOOPBACK + ":" + port), server::close));
    }

    private TemporalConnection ready(TemporalConnection connection) {
        SearchAttributeRegistration.register(
                        connection.client().getWorkflowServiceStubs(),
                        connection.client().getOptions().getNamespace())
                .ifPresent(err::println);
        return connection;
    }

    private static TemporalConnection closingToo(TemporalConnection connection, Runnable server) {
        return new TemporalConnection(connection.client(), connection.address(), () -> {
            connection.close();
            server.run();
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw CommandFailure.failed("no free port on the loopback interface: " + none.getMessage());
        }
    }
}
