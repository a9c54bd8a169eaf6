// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import java.time.Duration;
import java.util.Optional;

/** A run's figures; {@code azure} is present where somebody kept Azure's own log. */
public record Figures(Duration runningTime, long historyEvents, Optional<AzureSide> azure) {

    /** @param armPolls everything that Azure was asked beside its writes */
    public record AzureSide(CriticalPath.Path criticalPath, long armWrites, long armPolls) {}
}
