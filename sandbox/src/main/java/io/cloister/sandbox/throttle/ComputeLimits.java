// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.stream.Stream;

/** The compute provider's buckets for one request. */
final class ComputeLimits {

    private static final String HEADER = "x-ms-ratelimit-remaining-resource";

    private ComputeLimits() {}

    static List<Limit> of(Asked asked) {
        return ComputePolicy.of(asked)
                .map(policy -> Stream.concat(
                                policy
                                        .perResource()
                                        .map(rate -> limit(policy.word() + "Resource", asked.resource(), rate))
                                        .stream(),
                                Stream.of(limit(
                                        policy.word() + "SubscriptionMaximum",
                                        asked.subscription(),
                                        policy.perSubscription())))
                        .toList())
                .orElse(List.of());
    }

    private static Limit limit(String policy, String of, Rate rate) {
        return new Limit(
                "compute/" + policy + "/" + of,
                rate,
                HEADER,
                "Microsoft.Compute/" + policy + ";",
                seconds -> refusal(policy, rate));
    }

    private static ArmError refusal(String policy, Rate rate) {
        return new ArmError(
                        429,
                        "OperationNotAllowed",
                        "The server rejected the request because too many requests have been received for this"
                                + " subscription.")
                .because(
                        "TooManyRequests",
                        "{\"operationGroup\":\"" + policy + "\",\"allowedRequestCount\":" + rate.size()
                                + ",\"measuredRequestCount\":" + (rate.size() + 1) + "}")
                .withHeader(HEADER, "Microsoft.Compute/" + policy + ";0");
    }
}
