// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

/**
 * How many cores a subscription may have in a region.
 *
 * @param regional of all families together
 * @param family of each family
 */
public record Quotas(int regional, int family) {

    /** What a subscription of a company has after a first request for more. */
    public static Quotas typical() {
        return new Quotas(350, 100);
    }

    public static Quotas unlimited() {
        return new Quotas(1_000_000, 1_000_000);
    }
}
