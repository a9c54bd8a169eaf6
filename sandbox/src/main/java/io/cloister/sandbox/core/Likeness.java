// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Duration;

/**
 * How much of Azure's friction the sandbox plays: the parts that stand in a client's way ask it. Named as they are written
 * on a command line.
 */
public enum Likeness {
    /** For quick tests: no throttling, no quota, changes seen at once, and what is being written may be pointed at. */
    quick(false, Duration.ZERO),
    /**
     * As in a subscription of one's own. New role assignments take minutes to be seen everywhere (Source: Azure docs,
     * "Troubleshoot Azure RBAC": up to 10 minutes); the minute here is chosen, as it is the most often told.
     */
    azure(true, Duration.ofSeconds(60));

    private final boolean limits;
    private final Duration roleDelay;

    Likeness(boolean limits, Duration roleDelay) {
        this.limits = limits;
        this.roleDelay = roleDelay;
    }

    /** Whether requests are throttled and quotas enforced. */
    public boolean hasLimits() {
        return limits;
    }

    /** How long a new role assignment or identity is not yet seen, in Azure's time. */
    public Duration roleDelay() {
        return roleDelay;
    }
}
