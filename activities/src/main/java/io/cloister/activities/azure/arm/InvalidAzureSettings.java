// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import java.util.List;

/** The environment does not say how to reach Azure; {@link #problems()} has everything that is wrong with it, at once. */
public final class InvalidAzureSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidAzureSettings(List<String> problems) {
        super("Azure cannot be reached with these settings: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
