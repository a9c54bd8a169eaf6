// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import java.util.Locale;

/**
 * What the resource manager counts apart, with the buckets of one principal in one subscription. Source: Azure docs,
 * "Understand how Azure Resource Manager throttles requests".
 */
enum Verb {
    READ(Rate.perSecond(250, 25)),
    WRITE(Rate.perSecond(200, 10)),
    DELETE(Rate.perSecond(200, 10));

    private final Rate rate;

    Verb(Rate rate) {
        this.rate = rate;
    }

    Rate rate() {
        return rate;
    }

    static Verb of(String method) {
        return switch (method) {
            case "GET", "HEAD" -> READ;
            case "DELETE" -> DELETE;
            default -> WRITE;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
