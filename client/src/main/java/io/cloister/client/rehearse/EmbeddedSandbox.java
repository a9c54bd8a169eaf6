// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.sandbox.Sandbox;
import io.cloister.sandbox.SandboxOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A sandbox in this process, on the landing zone that the request expects. */
public record EmbeddedSandbox(Sandbox sandbox) implements RehearsalSandbox {

    private static final int ANY_PORT = 0;

    public static RehearsalSandbox start(Landscape landscape) {
        SandboxOptions defaults = SandboxOptions.defaults();
        return new EmbeddedSandbox(Sandbox.start(new SandboxOptions(
                ANY_PORT,
                landscape.timeScale(),
                landscape.subscription(),
                landscape.resourceGroup(),
                landscape.location(),
                landscape.hub().isEmpty() ? defaults.hubNetwork() : landscape.hub(),
                defaults.hubCidr(),
                landscape.vault(),
                Optional.empty(),
                defaults.policy(),
                Optional.empty())));
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
