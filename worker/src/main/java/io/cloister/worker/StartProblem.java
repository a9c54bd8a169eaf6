// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import java.util.List;

/** Why a worker cannot start: one line for people per problem. */
final class StartProblem extends Exception {

    private static final long serialVersionUID = 1;

    StartProblem(String message) {
        super(message);
    }

    StartProblem(String message, Throwable cause) {
        super(message, cause);
    }

    List<String> lines() {
        return getMessage().lines().filter(line -> !line.isBlank()).toList();
    }
}
