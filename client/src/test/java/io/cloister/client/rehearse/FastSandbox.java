// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.sandbox.Sandbox;
import io.cloister.sandbox.SandboxOptions;
import io.cloister.sandbox.core.Likeness;

/** The sandbox of the example's landing zone, four times as fast as a rehearsal's. */
public final class FastSandbox {

    private static final double FAST = 0.01;

    private FastSandbox() {}

    public static RehearsalSandbox start() {
        return start(Likeness.quick);
    }

    static RehearsalSandbox start(Likeness likeness) {
        return new EmbeddedSandbox(
                Sandbox.start(SandboxOptions.defaults().withTimeScale(FAST).withLikeness(likeness)));
    }
}
