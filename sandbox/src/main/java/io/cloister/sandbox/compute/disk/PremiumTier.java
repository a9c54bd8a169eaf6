// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

/**
 * How fast a premium disk is: as its size says, or faster where a higher tier is asked for.
 *
 * <p>Source: Azure docs, "Azure managed disk types" and "Performance tiers for managed disks".
 */
enum PremiumTier {
    P1(4, 120, 25),
    P2(8, 120, 25),
    P3(16, 120, 25),
    P4(32, 120, 25),
    P6(64, 240, 50),
    P10(128, 500, 100),
    P15(256, 1100, 125),
    P20(512, 2300, 150),
    P30(1024, 5000, 200),
    P40(2048, 7500, 250),
    P50(4095, 7500, 250),
    P60(8192, 16_000, 500),
    P70(16_384, 18_000, 750),
    P80(Integer.MAX_VALUE, 20_000, 900);

    private final int largestGib;
    private final int operationsPerSecond;
    private final int megabytesPerSecond;

    PremiumTier(int largestGib, int operationsPerSecond, int megabytesPerSecond) {
        this.largestGib = largestGib;
        this.operationsPerSecond = operationsPerSecond;
        this.megabytesPerSecond = megabytesPerSecond;
    }

    /** @param asked the name of a tier; anything else, and a lower tier than the size's own, counts for nothing */
    static PremiumTier of(int gib, String asked) {
        PremiumTier found = P80;
        for (PremiumTier tier : values()) {
            if (gib <= tier.largestGib) {
                found = tier;
                break;
            }
        }
        for (PremiumTier tier : values()) {
            if (tier.name().equals(asked) && tier.ordinal() > found.ordinal()) {
                found = tier;
            }
        }
        return found;
    }

    int operationsPerSecond() {
        return operationsPerSecond;
    }

    int megabytesPerSecond() {
        return megabytesPerSecond;
    }
}
