// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.net;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * How this worker reaches addresses inside private networks: directly, or through an HTTP CONNECT proxy such as a bastion offers.
 *
 * @param proxy {@code http://host:port}; empty: addresses are reached directly
 * @param certificateAuthorities PEM certificates that are trusted on top of the default ones
 */
public record PrivateNetwork(Optional<URI> proxy, Optional<String> certificateAuthorities) {

    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final String PROXY = "CLOISTER_PRIVATE_PROXY";
    private static final String CA_FILE = "CLOISTER_CA_FILE";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Fails with all that is wrong with the environment at once. */
    public static PrivateNetwork fromEnvironment(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Optional<URI> proxy = value(environment, PROXY).flatMap(text -> proxyOf(text, problems));
        Optional<String> authorities = value(environment, CA_FILE).flatMap(file -> contentOf(file, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new PrivateNetwork(proxy, authorities);
    }

    /** A client that reaches private addresses; every caller sets its own request timeout. */
    public HttpClient.Builder httpClient() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(sslContext());
        return proxy.map(address -> client.proxy(proxySelector(address))).orElse(client);
    }

    public SSLContext sslContext() {
        return Trust.defaultsAnd(certificateAuthorities);
    }

    /** Only this machine itself is reached past the proxy: names behind it may resolve nowhere else. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    private static ProxySelector proxySelector(URI proxy) {
        return new PrivateProxySelector(proxy.getHost(), proxy.getPort());
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static Optional<URI> proxyOf(String text, List<String> problems) {
        try {
            URI proxy = URI.create(text);
            if ("http".equals(proxy.getScheme()) && proxy.getHost() != null && proxy.getPort() > 0) {
                return Optional.of(proxy);
            }
        } catch (IllegalArgumentException malformed) {
            // answered below, like every other form that is not http://host:port
        }
        problems.add(PROXY
                + " is not of the form http://host:port: write the address of an HTTP CONNECT proxy, or unset it");
        return Optional.empty();
    }

    private static Optional<String> contentOf(String file, List<String> problems) {
        try {
            String pem = Files.readString(Path.of(file));
            Trust.certificates(pem);
            return Optional.of(pem);
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add(CA_FILE + " names " + file + ", which holds no readable PEM certificates ("
                    + unreadable.getMessage() + "): point it to a PEM file, or unset it");
            return Optional.empty();
        }
    }
}
