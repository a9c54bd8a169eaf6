// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.overview.OverviewText;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloister sandbox inspect}: what the web page shows, in a terminal. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Show what exists in a running sandbox, what is under way, and each machine's way out.")
final class InspectCommand implements Callable<Integer> {

    private static final String ENDPOINT = "CLOISTER_ARM_ENDPOINT";
    private static final String CA_FILE = "CLOISTER_CA_FILE";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TO_THE_TOP = "\033[H\033[2J";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "The file that the sandbox wrote its environment to.")
    private Path envFile;

    @Option(names = "--url", description = "The sandbox's ARM endpoint; default: $CLOISTER_ARM_ENDPOINT.")
    private String url;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "The sandbox's certificate authority; default: $CLOISTER_CA_FILE.")
    private Path caFile;

    @Option(names = "--watch", description = "Look again every second, until interrupted.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Map<String, String> environment = environment();
            String endpoint = url != null ? url : environment.get(ENDPOINT);
            String authority = caFile != null ? caFile.toString() : environment.get(CA_FILE);
            if (endpoint == null || authority == null) {
                err.println("Which sandbox? Give --env-file, or --url and --ca-file, or set " + ENDPOINT + " and "
                        + CA_FILE + ".");
                return 2;
            }
            String token = environment.getOrDefault(ControlToken.VARIABLE, "");
            return show(endpoint.replaceAll("/+$", ""), Path.of(authority), token, out, err);
        } catch (IOException e) {
            err.println("Cannot read " + e.getMessage());
            return 1;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private int show(String endpoint, Path authority, String token, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(SandboxCa.clientContext(Files.readString(authority)))
                .connectTimeout(PATIENCE)
                .build();
        do {
            try {
                JsonNode overview = get(client, endpoint + "/sandbox/overview", token);
                JsonNode faults =
                        get(client, endpoint + "/sandbox/faults", token).path("value");
                out.print((watch ? TO_THE_TOP : "") + OverviewText.of(overview, faults));
                out.flush();
            } catch (IOException e) {
                err.println("No sandbox answers at " + endpoint
                        + (e.getMessage() == null
                                ? "."
                                : ": " + e.getMessage().lines().findFirst().orElse("")));
                return 1;
            }
            if (watch) {
                Thread.sleep(1000);
            }
        } while (watch);
        return 0;
    }

    private static JsonNode get(HttpClient client, String uri, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() == 401) {
            throw new IOException("it asks for its token: give --env-file, or set " + ControlToken.VARIABLE);
        }
        if (response.statusCode() != 200) {
            throw new IOException("what answers there is no sandbox (status " + response.statusCode() + ")");
        }
        return new ObjectMapper().readTree(response.body());
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (envFile != null) {
            for (String line : Files.readAllLines(envFile)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    environment.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return environment;
    }
}
