// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the members of a scale set are spread over its zones: each has as many as any other, or one more. A strict set
 * ({@code zoneBalance}) is not scaled where that cannot be kept; what a client deletes itself is its own affair.
 *
 * <p>Source: Azure docs, "Zone balancing in Virtual Machine Scale Sets"; code and words of the refusal are assumed.
 */
public record ZoneBalance(ObjectNode scaleSet) {

    /** Source: Azure/azure-rest-api-specs issue 11805. */
    public void check() {
        if (isStrict() && scaleSet.path("zones").size() < 2) {
            throw OsProfiles.invalid("zoneBalance", "The value of parameter zoneBalance is invalid.");
        }
    }

    /** @param members the oldest first */
    public void refuseToUnbalance(List<ObjectNode> members, int capacity) {
        if (!isStrict() || members.size() == capacity) {
            return;
        }
        List<ObjectNode> left = new ArrayList<>(members);
        left.removeAll(new ScaleIn(scaleSet).surplus(members, capacity));
        List<Long> populations = new ArrayList<>();
        for (JsonNode zone : scaleSet.path("zones")) {
            populations.add(left.stream()
                    .filter(member -> member.path("zones").path(0).equals(zone))
                    .count());
        }
        for (int missing = capacity - left.size(); missing > 0; missing--) {
            int emptiest = populations.indexOf(Collections.min(populations));
            populations.set(emptiest, populations.get(emptiest) + 1);
        }
        if (Collections.max(populations) - Collections.min(populations) > 1) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "The scale set '" + scaleSet.path("name").asText() + "' cannot be scaled to " + capacity
                            + " instances, as its zones would not be balanced, which its property zoneBalance requires.");
        }
    }

    private boolean isStrict() {
        return scaleSet.at("/properties/zoneBalance").asBoolean(false);
    }
}
