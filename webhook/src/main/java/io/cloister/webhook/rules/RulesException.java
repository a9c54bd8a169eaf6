// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import io.cloister.webhook.reload.UnusableFileException;
import java.util.List;
import java.util.stream.Collectors;

/** A rules file is refused, with everything that is wrong with it. */
public final class RulesException extends UnusableFileException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    RulesException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
