// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloister.activities.azure.arm.ArmResponse;
import io.cloister.activities.azure.arm.ExistingResource;

/** What a poll's answer says of the operation. The three kinds of URL answer in three forms; this reads them all. */
sealed interface OperationState {

    record Running() implements OperationState {}

    record Done() implements OperationState {}

    /** @param error Azure's {@code error} object; missing where it gave none */
    record Ended(String status, JsonNode error) implements OperationState {}

    /** The answer of an Azure-AsyncOperation URL (always 200, with a status) or of a Location (202 until it is done). */
    static OperationState ofOperation(ArmResponse response) {
        if (response.status() == 202) {
            return new Running();
        }
        String status = response.body().path("status").asText(response.provisioningState());
        return switch (status) {
            case "", "Succeeded" -> new Done();
            case "Failed", "Canceled" -> new Ended(status, response.body().path("error"));
            default -> new Running();
        };
    }

    /** The answer to a question about the resource itself. */
    static OperationState ofResource(ArmResponse response, boolean deletion) {
        if (response.status() == 404) {
            return deletion ? new Done() : new Ended("gone", MissingNode.getInstance());
        }
        return switch (ExistingResource.State.of(response.provisioningState())) {
            case SUCCEEDED -> deletion ? new Ended("not deleted", MissingNode.getInstance()) : new Done();
            case FAILED -> new Ended(response.provisioningState(), MissingNode.getInstance());
            case DELETING -> deletion ? new Running() : new Ended("being deleted", MissingNode.getInstance());
            default -> new Running();
        };
    }
}
