// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import java.time.Duration;

/**
 * How much a bucket takes.
 *
 * @param size what it holds when it is full
 * @param refill tokens that come back in one period
 */
record Rate(int size, int refill, Duration period) {

    static Rate perSecond(int size, int refill) {
        return new Rate(size, refill, Duration.ofSeconds(1));
    }

    static Rate perMinute(int size, int refill) {
        return new Rate(size, refill, Duration.ofMinutes(1));
    }

    /** A number of requests in a window, as a bucket that fills in that time. */
    static Rate inWindow(int requests, Duration window) {
        return new Rate(requests, requests, window);
    }

    Rate times(int factor) {
        return new Rate(size * factor, refill * factor, period);
    }
}
