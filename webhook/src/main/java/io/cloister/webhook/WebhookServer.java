// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import com.sun.net.httpserver.HttpHandler;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhook over HTTPS; its certificate and its rules follow their files. */
public final class WebhookServer implements AutoCloseable {

    /** Above a review's longest time by far, and below the 30 s that Kubernetes gives a pod to end. */
    private static final int DRAIN_SECONDS = 10;

    private static final int THREADS = 16;
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
    private final ThreadPoolExecutor requests =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean leaving;

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
        serve("/mutate", new MutateEndpoint(rules::current, metrics));
        serve("/healthz", Replies.text(() -> new Reply(200, "ok\n")));
        serve("/readyz", Replies.text(this::readiness));
        serve("/metrics", Replies.metrics(metrics));
        gauges();
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

    /** Not ready from now on, but still serving, until whoever calls has seen it; every answer ends its connection. */
    public void leave() {
        leaving = true;
    }

    /** Not ready, then no longer listening; what runs is finished within ten seconds. */
    @Override
    public void close() {
        leave();
        poller.shutdownNow();
        // stop(n) returns when the last request ends, but with none at work it waits for all n seconds (JDK-8304065).
        boolean idle = requests.getActiveCount() == 0 && requests.getQueue().isEmpty();
        server.stop(idle ? 0 : DRAIN_SECONDS);
        requests.shutdownNow();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            if (leaving) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            handler.handle(exchange);
        });
    }

    private void gauges() {
        metrics.gauge("rules", "Rules in force.", () -> rules.current().size());
        metrics.gauge(
                "rules_generation",
                "How often rules were loaded since the start.",
                () -> rules.state().generation());
        metrics.gauge(
                "rules_refused", "1 while newer rules are refused and older ones stay in force.", () -> refused(rules));
        metrics.gauge(
                "certificate_refused",
                "1 while a newer certificate or key is refused and the older pair stays in force.",
                () -> refused(keys));
        metrics.gauge(
                "certificate_expires_in_seconds",
                "Seconds until the certificate in force expires; below zero when it has.",
                () -> Duration.between(clock.instant(), keys.current().notAfter())
                        .toSeconds());
    }

    private static int refused(Reloading<?> reloading) {
        return reloading.state().refusal().isPresent() ? 1 : 0;
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
                expired || leaving ? 503 : 200,
                (leaving ? "stopping\n" : "") + line("rules", rules.state()) + "\n" + line("certificate", keys.state())
                        + (expired ? ", expired: issue a new one" : "") + "\n");
    }

    private static String line(String file, Loaded<?> state) {
        return state.refusal()
                .map(refusal -> file + ": new contents refused, those of " + state.since() + " stay in force: "
                        + refusal.reason())
                .orElse(file + ": in force since " + state.since());
    }
}
