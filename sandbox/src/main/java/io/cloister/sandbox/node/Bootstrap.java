// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.Verdict;
import io.cloister.sandbox.node.machine.Egress;
import io.cloister.sandbox.node.machine.Machine;
import io.cloister.sandbox.node.machine.Squid;
import io.cloister.sandbox.node.machine.Squid.Answer;
import io.cloister.sandbox.node.machine.Squid.Credentials;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine's bootstrap script, from power-on to a proxy that serves or a node that has joined. */
final class Bootstrap implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final Duration BOOT = Duration.ofSeconds(8);
    private static final Duration SQUID_INSTALL = Duration.ofSeconds(12);
    private static final Duration PACKAGES = Duration.ofSeconds(20);
    private static final List<String> PACKAGE_HOSTS = List.of("pkgs.k8s.io", "registry.k8s.io");

    private final Machine machine;
    private final World world;
    private final Map<String, Squid> proxies;
    private final Map<String, Cluster> clusters;
    private final Phases phases;
    private volatile String address = "";

    Bootstrap(Machine machine, World world, Map<String, Squid> proxies, Map<String, Cluster> clusters) {
        this.machine = machine;
        this.world = world;
        this.proxies = proxies;
        this.clusters = clusters;
        this.phases =
                new Phases(world.surroundings().clock(), world.surroundings().log(), machine.hostName());
    }

    @Override
    public void run() {
        try {
            phases.work("boot", BOOT, Set.of(machine.operation()));
            NodeConfig config = NodeConfig.fromCustomData(machine.customData());
            address = ownAddress();
            NodeStart start = new NodeStart(machine, config, world, phases, address);
            Instant began = phases.now();
            start.login();
            Settings settings = start.settings();
            phases.done("secrets", began, Set.of(phases.target("boot")));
            if (config.isProxy()) {
                serve(start, settings);
            } else {
                join(start, config, settings);
            }
        } catch (InterruptedException poweredOff) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("machine {} does not come up: {}", machine.hostName(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("machine {} crashed", machine.hostName(), e);
        }
    }

    void powerOff() {
        proxies.remove(address);
        world.network().listeners().closeAll(address);
        clusters.values().forEach(cluster -> cluster.leave(machine.hostName()));
        clusters.values().removeIf(Cluster::isClosed);
    }

    private String ownAddress() throws InterruptedException {
        Optional<String> found = world.network().addressOf(machine.id());
        while (found.isEmpty()) {
            phases.beforeRetry();
            found = world.network().addressOf(machine.id());
        }
        return found.get();
    }

    private void serve(NodeStart start, Settings settings) throws InterruptedException {
        Credentials credentials = start.credentials();
        Verdict verdict = world.network().judge(new Flow(address, "archive.ubuntu.com", 80));
        while (!verdict.allowed()) {
            start.report("installing", "cannot install the proxy: " + verdict.reason());
            phases.beforeRetry();
            verdict = world.network().judge(new Flow(address, "archive.ubuntu.com", 80));
        }
        start.report("installing", "installing the proxy");
        phases.work("squid", SQUID_INSTALL, Set.of(phases.target("secrets")));
        proxies.put(
                address,
                new Squid(machine.hostName(), address, credentials, settings.allowedDomains(), world.network()));
        world.network().listeners().open(address, Squid.PORT, 0);
        start.report("ready", "the proxy listens on " + address + ":" + Squid.PORT);
    }

    private void join(NodeStart start, NodeConfig config, Settings settings) throws InterruptedException {
        Credentials credentials = settings.proxyUrl().isPresent() ? start.credentials() : new Credentials("", "");
        Egress egress = new Egress(address, world.network(), proxies, settings.proxyUrl(), credentials);
        Joining joining = new Joining(machine, config, settings, world, phases, start, egress, clusters, address);
        if (joining.isReboot()) {
            joining.rejoin();
            return;
        }
        Set<String> waitedFor = download(start, egress);
        start.report("installing", "downloading packages and images");
        phases.work("packages", PACKAGES, waitedFor);
        joining.run();
    }

    /** @return what the download had to wait for */
    private Set<String> download(NodeStart start, Egress egress) throws InterruptedException {
        Optional<Answer> refused = refusal(egress);
        while (refused.isPresent()) {
            start.report("waiting-for-proxy", refused.get().reason());
            phases.beforeRetry();
            if (refused.get().status() == 407) {
                egress.use(start.credentials());
            }
            refused = refusal(egress);
        }
        Stream<String> proxy = egress.squid().map(squid -> OperationLog.node(squid.hostName(), "squid")).stream();
        return Stream.concat(Stream.of(phases.target("secrets")), proxy).collect(Collectors.toSet());
    }

    private static Optional<Answer> refusal(Egress egress) {
        return PACKAGE_HOSTS.stream()
                .map(egress::reach)
                .filter(answer -> !answer.ok())
                .findFirst();
    }
}
