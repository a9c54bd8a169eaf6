// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import io.cloister.webhook.reload.UnusableFileException;
import io.cloister.webhook.rules.RulesException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: serves until it is stopped, or checks a rules file. */
@Command(name = "webhook", mixinStandardHelpOptions = true, subcommands = CheckCommand.class)
public final class WebhookMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--certificate", description = "PEM chain, the server's certificate first")
    private Path certificate;

    @Option(names = "--key", description = "PEM private key, RSA or EC")
    private Path key;

    @Option(names = "--rules", description = "rules file")
    private Path rules;

    @Option(names = "--port", defaultValue = "8443")
    private int port;

    @Option(names = "--address", defaultValue = "0.0.0.0")
    private String address;

    @Option(
            names = "--linger",
            defaultValue = "5",
            description =
                    "seconds to go on serving, not ready, after a stop signal: until the API server calls another replica (default 5)")
    private int linger;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WebhookMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (certificate == null || key == null || rules == null) {
            throw new ParameterException(spec.commandLine(), "--certificate, --key and --rules are needed to serve");
        }
        // In seconds: a caller that sends its request slower than the longest timeoutSeconds holds no thread for
        // longer.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        try {
            WebhookServer server = WebhookServer.start(certificate, key, rules, InetAddress.getByName(address), port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            new CountDownLatch(1).await();
            return 0;
        } catch (RulesException e) {
            e.violations().forEach(spec.commandLine().getErr()::println);
            return 2;
        } catch (UnusableFileException | UncheckedIOException | UnknownHostException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void stop(WebhookServer server) {
        server.leave();
        try {
            TimeUnit.SECONDS.sleep(linger);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
