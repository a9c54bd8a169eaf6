// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.core.ResourceView.Change;
import io.cloister.sandbox.node.machine.Machine;
import io.cloister.sandbox.node.machine.Squid;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All machines that are powered on. Each runs on a thread of its own, from its first boot until it is deleted. */
public final class Fleet implements AutoCloseable {

    private record Running(Thread thread, Bootstrap bootstrap) {}

    private final World world;
    private final Map<String, Running> machines = new ConcurrentHashMap<>();
    private final Map<String, Squid> proxies = new ConcurrentHashMap<>();
    private final Map<String, Cluster> clusters = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Fleet(World world) {
        this.world = world;
        world.resources().onChange(this::changed);
    }

    /** Ids of the machines that are powered on, in lower case. */
    public Set<String> running() {
        return new TreeSet<>(machines.keySet());
    }

    /** The clusters that run, each under its machines' place in Vault. */
    public ObjectNode saveClusters() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(clusters).forEach((key, cluster) -> saved.set(key, cluster.save()));
        return saved;
    }

    /** Brings back those of the clusters that {@link #saveClusters} gave that do not run; to be called before their machines boot. */
    public void restoreClusters(JsonNode saved) {
        saved.properties()
                .forEach(entry -> clusters.computeIfAbsent(
                        entry.getKey(), key -> Cluster.restore(entry.getValue(), world.surroundings())));
    }

    @Override
    public void close() {
        closed = true;
        machines.keySet().forEach(this::stop);
        clusters.values().forEach(Cluster::close);
    }

    private void changed(Change change) {
        if (closed || !Machine.isMachine(change.id())) {
            return;
        }
        switch (change.kind()) {
            case STARTED -> start(Machine.of(change.resource()));
            case STOPPED, DELETED -> stop(key(change.id()));
            case WRITTEN -> {
                // A machine that exists goes on as it is: its model reaches it at its next start.
            }
        }
    }

    private void start(Machine machine) {
        Bootstrap bootstrap = new Bootstrap(machine, world, proxies, clusters);
        Thread thread = new Thread(bootstrap, "machine " + machine.hostName());
        thread.setDaemon(true);
        if (machines.putIfAbsent(key(machine.id()), new Running(thread, bootstrap)) == null) {
            thread.start();
        }
    }

    private void stop(String key) {
        Running running = machines.remove(key);
        if (running != null) {
            running.thread().interrupt();
            running.bootstrap().powerOff();
        }
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
