// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.sandbox.Sandbox;
import io.cloister.sandbox.SandboxOptions;
import java.net.URI;
import java.util.Map;

/** The sandbox of the example's landing zone, in this process and as fast as it goes. */
record InProcessSandbox(Sandbox sandbox) implements RehearsalSandbox {

    private static final double FAST = 0.01;

    static RehearsalSandbox start(Landscape landscape) {
        return new InProcessSandbox(Sandbox.start(SandboxOptions.defaults().withTimeScale(FAST)));
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
