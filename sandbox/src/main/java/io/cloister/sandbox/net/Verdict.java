// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

/**
 * What became of a flow.
 *
 * @param reason for people: which rule, peering or missing piece decided
 * @param address where an allowed flow really ended: behind a load balancer, the machine that it chose
 */
public record Verdict(boolean allowed, String reason, String address, int port) {

    static Verdict allowed(String reason, String address, int port) {
        return new Verdict(true, reason, address, port);
    }

    static Verdict denied(String reason) {
        return new Verdict(false, reason, "", 0);
    }
}
