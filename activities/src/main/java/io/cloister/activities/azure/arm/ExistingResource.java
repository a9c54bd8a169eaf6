// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.plan.Ownership;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that is there already.
 *
 * @param planId what its ownership tag says; absent where it has none
 * @param state its {@code provisioningState}
 */
public record ExistingResource(Optional<String> planId, State state, JsonNode body) {

    static ExistingResource of(ArmResponse response) {
        JsonNode tag = response.body().path("tags").path(Ownership.PLAN_TAG);
        return new ExistingResource(
                Optional.ofNullable(tag.textValue()), State.of(response.provisioningState()), response.body());
    }

    /** @param tags those that we give to what is ours */
    boolean isOwnedBy(Map<String, String> tags) {
        return planId.isPresent() && planId.get().equals(tags.get(Ownership.PLAN_TAG));
    }

    /** Where a resource stands; Azure has more words than these, all of which mean that it is still at work. */
    public enum State {
        SUCCEEDED,
        FAILED,
        DELETING,
        CHANGING;

        /** A resource without a state, such as a managed identity, is what it is as soon as it is there. */
        public static State of(String provisioningState) {
            return switch (provisioningState) {
                case "", "Succeeded" -> SUCCEEDED;
                case "Failed", "Canceled" -> FAILED;
                case "Deleting" -> DELETING;
                default -> CHANGING;
            };
        }
    }
}
