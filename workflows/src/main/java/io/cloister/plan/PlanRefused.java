// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import io.cloister.request.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is well-formed but cannot work, with the reasons. */
public final class PlanRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public PlanRefused(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
