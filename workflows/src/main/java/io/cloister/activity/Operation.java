// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.plan.ResourceId;
import java.util.Optional;

/**
 * A change that Azure has accepted: what {@code begin} activities return, so that it is in history before anybody waits. If
 * {@code pollUrl} is absent the change is already complete and nothing is to be awaited.
 *
 * @param resource what is being changed
 * @param kind such as {@code Microsoft.Network/virtualNetworks PUT}: how long it may take is known by it
 * @param pollUrl Azure-AsyncOperation or Location, whole and unchanged: its signed query is opaque
 * @param deletion whether the resource's absence is the goal
 */
public record Operation(ResourceId resource, String kind, Optional<String> pollUrl, boolean deletion) {

    public static Operation complete(ResourceId resource, String kind, boolean deletion) {
        return new Operation(resource, kind, Optional.empty(), deletion);
    }
}
