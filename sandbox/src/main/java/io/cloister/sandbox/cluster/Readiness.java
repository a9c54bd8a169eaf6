// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import java.time.Instant;

/**
 * How a node became ready.
 *
 * @param networkStart when the pod network's pod began to start on it
 */
public record Readiness(Instant networkStart, Instant ready) {}
