// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import io.cloister.activities.azure.arm.ArmResponse;
import java.time.Duration;
import java.util.Map;

/** When to ask again: as Azure says, or when that kind of operation is likely to have got further. */
final class PollDelay {

    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration DEFAULT = Duration.ofSeconds(5);

    /** Machines take minutes, and Compute allows 15 status reads a minute per operation; network resources take seconds. */
    private static final Map<String, Duration> BY_TYPE = Map.of(
            "Microsoft.Compute/virtualMachines", Duration.ofSeconds(10),
            "Microsoft.Compute/virtualMachineScaleSets", Duration.ofSeconds(10),
            "Microsoft.Network/networkInterfaces", Duration.ofSeconds(2),
            "Microsoft.Network/loadBalancers", Duration.ofSeconds(2),
            "Microsoft.Network/publicIPAddresses", Duration.ofSeconds(2));

    private PollDelay() {}

    static Duration after(ArmResponse response, String kind) {
        String type = kind.substring(0, (kind + " ").indexOf(' '));
        Duration delay = response.retryAfter().orElse(BY_TYPE.getOrDefault(type, DEFAULT));
        if (delay.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
