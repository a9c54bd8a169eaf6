// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.Arm;
import io.cloister.sandbox.node.Fleet;
import io.cloister.sandbox.vault.VaultServer;
import java.util.ArrayList;
import java.util.List;

/**
 * What exists, as one JSON: Azure's resources and operations, Vault's content, the clusters, and which machines are powered on. A
 * cluster that runs stays as it is when a state is put back; one that does not run comes back, and its machines boot into it.
 */
final class SandboxState {

    private final Arm arm;
    private final VaultServer vault;
    private final Fleet fleet;

    SandboxState(Arm arm, VaultServer vault, Fleet fleet) {
        this.arm = arm;
        this.vault = vault;
        this.fleet = fleet;
    }

    ObjectNode save() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        saved.set("azure", arm.save());
        saved.set("vault", vault.save());
        saved.set("clusters", fleet.saveClusters());
        fleet.running().forEach(saved.putArray("machines")::add);
        return saved;
    }

    /** @throws IllegalArgumentException where it is not such a state; what was there before is then there still */
    void restore(JsonNode saved) {
        if (!saved.at("/azure/resources").isObject() || !saved.path("vault").isObject()) {
            throw new IllegalArgumentException("it is not a sandbox's state");
        }
        ObjectNode before = save();
        try {
            putBack(saved);
        } catch (RuntimeException e) {
            putBack(before);
            throw new IllegalArgumentException("it is damaged: " + e.getMessage(), e);
        }
    }

    private void putBack(JsonNode saved) {
        vault.restore(saved.path("vault"));
        arm.restore(saved.path("azure"));
        fleet.restoreClusters(saved.path("clusters"));
        List<String> machines = new ArrayList<>();
        saved.path("machines").forEach(id -> machines.add(id.asText()));
        arm.powerOn(machines);
    }
}
