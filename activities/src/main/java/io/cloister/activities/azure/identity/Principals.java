// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.identity;

import io.cloister.activities.azure.arm.Arm;
import io.cloister.activities.azure.arm.AzureFailures;
import io.cloister.plan.ResourceId;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;

/** Who a managed identity is in the directory: known only once Azure has made it, so it is read by the identity's id. */
public final class Principals {

    private final Arm arm;

    public Principals(Arm arm) {
        this.arm = arm;
    }

    /** The object id of the identity's service principal. */
    public String principalId(ResourceId identity) {
        return property(identity, "principalId");
    }

    /** The id by which a machine asks for a token of this identity. */
    public String clientId(ResourceId identity) {
        return property(identity, "clientId");
    }

    private String property(ResourceId identity, String name) {
        String value = AzureFailures.guard("read", identity.value(), () -> arm.find(identity))
                .map(existing -> existing.body().at("/properties/" + name).asText(""))
                .orElse("");
        if (value.isEmpty()) {
            throw ApplicationFailure.newBuilder()
                    .setType(FailureTypes.CONFLICT_RETRYABLE)
                    .setMessage(
                            "The managed identity " + identity
                                    + " has no principal yet, or is gone. It is tried again; if it stays so, see who deleted it.")
                    .setDetails(FailureDetail.of(identity.value(), ""))
                    .build();
        }
        return value;
    }
}
