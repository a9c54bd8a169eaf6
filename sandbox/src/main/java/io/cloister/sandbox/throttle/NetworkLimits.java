// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import io.cloister.sandbox.resource.ArmError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The network provider's: writes and reads of a subscription in five minutes. Source: Azure docs, "Throttling Resource
 * Manager requests", section "Network throttling".
 */
final class NetworkLimits {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Rate WRITES = Rate.inWindow(1_000, WINDOW);
    private static final Rate READS = Rate.inWindow(10_000, WINDOW);

    private NetworkLimits() {}

    static List<Limit> of(Asked asked) {
        if (!asked.provider().equals("microsoft.network")) {
            return List.of();
        }
        boolean read = asked.verb() == Verb.READ;
        String what = read ? "read" : "write";
        Rate rate = read ? READS : WRITES;
        return List.of(new Limit(
                "network/" + asked.subscription().toLowerCase(Locale.ROOT) + "/" + what,
                rate,
                "",
                "",
                seconds -> new ArmError(
                        429,
                        "TooManyRequests",
                        "The number of " + what + " requests to Microsoft.Network of subscription '"
                                + asked.subscription() + "' exceeded the limit of " + rate.size()
                                + " in 5 minutes. Please try again after " + seconds + " seconds.")));
    }
}
