// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Locale;

/** The resource manager's own: per principal and subscription, and fifteen times that for all principals together. */
final class ManagerLimits {

    private static final String HEADER = "x-ms-ratelimit-remaining-subscription-";
    private static final int GLOBAL = 15;

    private ManagerLimits() {}

    static List<Limit> of(Asked asked) {
        String verb = asked.verb().word();
        String key = "arm/" + asked.subscription().toLowerCase(Locale.ROOT) + "/" + verb;
        Rate rate = asked.verb().rate();
        return List.of(
                new Limit(
                        key + "/" + asked.principal(),
                        rate,
                        HEADER + verb + "s",
                        "",
                        seconds -> refusal(asked, " actor '" + asked.principal() + "'", seconds)),
                new Limit(
                        key,
                        rate.times(GLOBAL),
                        HEADER + "global-" + verb + "s",
                        "",
                        seconds -> refusal(asked, "", seconds)));
    }

    private static ArmError refusal(Asked asked, String actor, long seconds) {
        return new ArmError(
                429,
                "SubscriptionRequestsThrottled",
                "Number of '" + asked.verb().word() + "' requests for subscription '" + asked.subscription() + "'"
                        + actor + " exceeded. Please try again after '" + seconds
                        + "' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for"
                        + " additional information.");
    }
}
