// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.node.machine.InstanceIdentity;
import io.cloister.sandbox.node.machine.Machine;
import io.cloister.sandbox.node.machine.Squid.Credentials;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's patience with Vault: whatever it needs and does not get, it asks for again. */
final class NodeStart {

    private static final Logger LOG = LoggerFactory.getLogger(NodeStart.class);

    /** One attempt; empty means: not there yet. */
    @FunctionalInterface
    interface Attempt<T> {
        Optional<T> get() throws IOException;
    }

    private final Machine machine;
    private final NodeConfig config;
    private final Phases phases;
    private final InstanceIdentity identity;
    private final NodeVault vault;
    private String lastReport = "";

    NodeStart(Machine machine, NodeConfig config, World world, Phases phases, String address) {
        this.machine = machine;
        this.config = config;
        this.phases = phases;
        this.identity = new InstanceIdentity(world.resources(), world.entra(), machine);
        this.vault = new NodeVault(config, address, world.network(), world.vault());
    }

    InstanceIdentity identity() {
        return identity;
    }

    NodeVault vault() {
        return vault;
    }

    void login() throws InterruptedException {
        until(() -> {
            vault.login(identity.token(config.identity(), config.audience()));
            return Optional.of(true);
        });
        report("starting", "logged in to Vault");
    }

    Settings settings() throws InterruptedException {
        report("waiting-for-secrets", "waiting for the cluster's settings");
        return new Settings(until(() -> vault.read("settings")));
    }

    Credentials credentials() throws InterruptedException {
        JsonNode proxy = until(() -> vault.read("proxy"));
        return new Credentials(
                proxy.path("username").asText(), proxy.path("password").asText());
    }

    <T> T until(Attempt<T> attempt) throws InterruptedException {
        while (true) {
            try {
                Optional<T> found = attempt.get();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IOException e) {
                LOG.debug("{} will try again: {}", machine.hostName(), e.getMessage());
            }
            phases.beforeRetry();
        }
    }

    /** Tells people where the node is; said once, however often it is tried. */
    void report(String phase, String message) {
        if (lastReport.equals(phase + message)) {
            return;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("phase", phase).put("message", message).put("at", phases.now().toString());
        try {
            vault.write("nodes/" + machine.hostName(), data);
            lastReport = phase + message;
        } catch (IOException e) {
            LOG.debug("{} cannot report {}: {}", machine.hostName(), phase, e.getMessage());
        }
    }
}
