// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Duration;

/**
 * How much of Azure's friction the sandbox plays: the parts that stand in a client's way ask it. Named as they are written
 * on a command line.
 */
public enum Likeness {
    /** For quick tests: no throttling, default quotas never reached by accident, changes seen at once. */
    quick(false, Duration.ZERO, Duration.ZERO),
    /**
     * As in a subscription of one's own. New role assignments take minutes to be seen everywhere (Source: Azure docs,
     * "Troubleshoot Azure RBAC": up to 10 minutes; most often about one); a scale set's interfaces linger after its
     * deletion (Source: comments in Terraform's azurerm provider).
     */
    azure(true, Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final boolean limits;
    private final Duration roleDelay;
    private final Duration interfaceLinger;

    Likeness(boolean limits, Duration roleDelay, Duration interfaceLinger) {
        this.limits = limits;
        this.roleDelay = roleDelay;
        this.interfaceLinger = interfaceLinger;
    }

    /** Whether requests are throttled and quotas enforced. */
    public boolean hasLimits() {
        return limits;
    }

    /** How long a new role assignment or identity is not yet seen, in Azure's time. */
    public Duration roleDelay() {
        return roleDelay;
    }

    /** How long a scale set's network interfaces stay after its deletion has ended, in Azure's time. */
    public Duration interfaceLinger() {
        return interfaceLinger;
    }
}
