// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import java.util.List;
import java.util.stream.Stream;

/** Files that hold no policies, or such as Azure would refuse. */
public final class InvalidExportException extends RuntimeException {

    private static final long serialVersionUID = 1;
    /** More would not be read. */
    private static final int TOLD = 20;

    private final transient List<String> errors;

    InvalidExportException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** One line each, and not too many of them. */
    public List<String> errors() {
        return errors.size() <= TOLD
                ? errors
                : Stream.concat(errors.stream().limit(TOLD), Stream.of("and " + (errors.size() - TOLD) + " more"))
                        .toList();
    }
}
