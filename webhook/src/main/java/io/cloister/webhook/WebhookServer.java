// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloister.webhook.http.Metrics;
import io.cloister.webhook.http.MutateEndpoint;
import io.cloister.webhook.http.Replies;
import io.cloister.webhook.http.Replies.Reply;
import io.cloister.webhook.reload.Loaded;
import io.cloister.webhook.reload.Reloading;
import io.cloister.webhook.rules.Rule;
import io.cloister.webhook.rules.RulesReader;
import io.cloister.webhook.tls.KeyMaterial;
import io.cloister.webhook.tls.ReloadingKeyManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhook over HTTPS; its certificate and its rules follow their files. */
public final class WebhookServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

    static {
        // Read once, when the first server class loads; without it every kept-alive request takes 44 ms (JDK-6968351).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Clock clock = Clock.systemUTC();
    private final Metrics metrics = new Metrics();
    private final Reloading<List<Rule>> rules;
    private final Reloading<KeyMaterial> keys;
    private final HttpsServer server;
    private final ExecutorService requests = Executors.newFixedThreadPool(16);
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor();

    private WebhookServer(Path certificate, Path key, Path rulesFile, InetSocketAddress address)
            throws IOException, GeneralSecurityException {
        rules = new Reloading<>(List.of(rulesFile), texts -> RulesReader.read(texts.get(0)), clock);
        keys = new Reloading<>(
                List.of(certificate, key),
                texts -> KeyMaterial.parse(texts.get(0), texts.get(1), clock.instant()),
                clock);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new ReloadingKeyManager(keys::current)}, null, null);
        server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(requests);
        server.createContext("/mutate", new MutateEndpoint(rules::current, metrics));
        server.createContext("/healthz", Replies.text(() -> new Reply(200, "ok\n")));
        server.createContext("/readyz", Replies.text(this::readiness));
        server.createContext("/metrics", Replies.metrics(metrics));
        server.start();
        poller.scheduleWithFixedDelay(this::reload, 1, 1, TimeUnit.SECONDS);
    }

    /** On the loopback address; port 0 takes any free one. */
    public static WebhookServer start(Path certificatePem, Path privateKeyPem, Path rulesYaml, int port) {
        return start(certificatePem, privateKeyPem, rulesYaml, InetAddress.getLoopbackAddress(), port);
    }

    /** @throws io.cloister.webhook.reload.UnusableFileException when a file cannot be used */
    public static WebhookServer start(
            Path certificatePem, Path privateKeyPem, Path rulesYaml, InetAddress address, int port) {
        InetSocketAddress bind = new InetSocketAddress(address, port);
        try {
            return new WebhookServer(certificatePem, privateKeyPem, rulesYaml, bind);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + bind + "; is the port taken? " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS; use a complete JRE 17", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        poller.shutdownNow();
        server.stop(0);
        requests.shutdownNow();
    }

    void reload() {
        reload("rules", rules);
        reload("certificate", keys);
    }

    private void reload(String file, Reloading<?> reloading) {
        Reloading.Outcome outcome = reloading.poll();
        if (outcome == Reloading.Outcome.LOADED) {
            log.info("{}: new contents are in force", file);
            metrics.reloaded(file, "loaded");
        } else if (outcome == Reloading.Outcome.REFUSED) {
            log.error("{}", line(file, reloading.state()));
            metrics.reloaded(file, "refused");
        }
    }

    private Reply readiness() {
        boolean expired = clock.instant().isAfter(keys.current().notAfter());
        return new Reply(
                expired ? 503 : 200,
                line("rules", rules.state()) + "\n" + line("certificate", keys.state())
                        + (expired ? ", expired: issue a new one" : "") + "\n");
    }

    private static String line(String file, Loaded<?> state) {
        return state.refusal()
                .map(refusal -> file + ": new contents refused, those of " + state.since() + " stay in force: "
                        + refusal.reason())
                .orElse(file + ": in force since " + state.since());
    }
}
