// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import java.io.PrintWriter;

/** Chooses the view that fits where the output goes. */
public final class Views {

    private Views() {}

    public static ProgressView of(PrintWriter out, boolean terminal) {
        return terminal ? new TerminalView(out) : new LineView(out);
    }
}
