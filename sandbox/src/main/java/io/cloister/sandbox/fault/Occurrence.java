// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import java.util.OptionalInt;

/**
 * Which of the requests that match are hit.
 *
 * @param from the first one, counted from 1
 * @param every every how many-th from there on
 * @param times how many at most; empty: until the rule is removed
 */
public record Occurrence(int from, int every, OptionalInt times) {

    public static final Occurrence ALWAYS = new Occurrence(1, 1, OptionalInt.empty());

    public static Occurrence times(int times) {
        return new Occurrence(1, 1, OptionalInt.of(times));
    }

    /** @param number of the request among those that match, counted from 1 */
    boolean includes(int number, int hitsSoFar) {
        return number >= from && (number - from) % every == 0 && (times.isEmpty() || hitsSoFar < times.getAsInt());
    }
}
