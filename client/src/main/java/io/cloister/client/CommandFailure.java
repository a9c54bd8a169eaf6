// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import java.util.List;

/** Why a command ends: lines for people, the cause first, and the exit code that goes with them. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Failed, or refused by what it was asked of. */
    public static final int FAILED = 1;
    /** Bad input or usage: nothing was tried. */
    public static final int BAD_INPUT = 2;

    private final int exitCode;

    private CommandFailure(int exitCode, String lines) {
        super(lines);
        this.exitCode = exitCode;
    }

    public static CommandFailure failed(String... lines) {
        return new CommandFailure(FAILED, String.join("\n", lines));
    }

    public static CommandFailure badInput(List<String> lines) {
        return new CommandFailure(BAD_INPUT, String.join("\n", lines));
    }

    public int exitCode() {
        return exitCode;
    }
}
