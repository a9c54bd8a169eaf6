// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.sandbox.Sandbox;
import io.cloister.sandbox.SandboxOptions;
import java.net.URI;
import java.util.Map;

/** A sandbox in this process, on the landing zone that the request expects. */
public record EmbeddedSandbox(Sandbox sandbox) implements RehearsalSandbox {

    public static RehearsalSandbox start(Landscape landscape) {
        SandboxOptions options = SandboxOptions.defaults()
                .withTimeScale(landscape.timeScale())
                .withLikeness(landscape.likeness())
                .withPlace(landscape.subscription(), landscape.resourceGroup(), landscape.location())
                .withVaultAddress(landscape.vault());
        return new EmbeddedSandbox(
                Sandbox.start(landscape.hub().isEmpty() ? options : options.withHubNetwork(landscape.hub())));
    }

    @Override
    public Map<String, String> environment() {
        return sandbox.environment();
    }

    @Override
    public URI controlUri() {
        return sandbox.controlUri();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
