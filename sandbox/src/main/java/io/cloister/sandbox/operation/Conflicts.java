// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.References;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Optional;

/** What a write or a deletion collides with. */
public final class Conflicts {

    private static final String NETWORK = "Microsoft.Network";
    private static final String RETRY_AFTER = "Retry-After";

    private Conflicts() {}

    /**
     * Azure changes a resource, its parts and what it is a part of by one operation at a time. A write of a network resource
     * while only a part of it is worked on is told to come again; others meet a conflict. Sources: Azure docs, "Understand how
     * Azure Resource Manager throttles requests", and answers quoted in kubernetes-sigs/cluster-api-provider-azure#4385 and
     * hashicorp/terraform-provider-azurerm#3780.
     */
    public static void refuse(Call call, ResourceId id, Operations operations) {
        Optional<Operation> other = operations.on(id);
        if (other.isEmpty()) {
            return;
        }
        if (id.namespace().equals(NETWORK)) {
            if (id.isTopLevel() && !other.get().target().isTopLevel()) {
                throw retryable(
                        "RetryableErrorDueToAnotherOperation",
                        "Operation " + other.get().words() + " is updating resource "
                                + other.get().target() + ". The call can be retried in " + wait(other.get(), operations)
                                + " seconds.",
                        wait(other.get(), operations));
            }
            throw ArmError.conflict(
                    "AnotherOperationInProgress",
                    "Another operation on this or dependent resource is in progress. To retrieve status of the operation"
                            + " use uri: " + other.get().statusUrl(call) + ".");
        }
        throw ArmError.conflict(
                "Conflict",
                "The request failed due to conflict with a concurrent request. Resource: " + id.root()
                        + ". Try again when its operation has ended.");
    }

    /**
     * A network resource cannot be built upon while it is being written itself. Source: answers quoted in
     * hashicorp/terraform#7986 and Azure/azure-sdk-for-go#588.
     */
    public static void refuseUnsettled(ResourceId id, JsonNode state, Store store, Operations operations) {
        if (!id.namespace().equals(NETWORK)) {
            return;
        }
        References.in(state)
                .map(ResourceId::parse)
                .flatMap(Optional::stream)
                .filter(to -> to.namespace().equalsIgnoreCase(NETWORK)
                        && !to.root().key().equals(id.root().key()))
                .filter(to -> isUpdating(to, store))
                .findFirst()
                .ifPresent(to -> {
                    Optional<Operation> other = operations.on(to);
                    throw retryable(
                            "ReferencedResourceNotProvisioned",
                            "Cannot proceed with operation because resource " + to + " used by resource " + id
                                    + " is not in Succeeded state. Resource is in Updating state and the last operation"
                                    + " that updated/is updating the resource is "
                                    + other.map(Operation::words).orElse("PutOperation") + ".",
                            other.map(one -> wait(one, operations)).orElse(1L));
                });
    }

    private static boolean isUpdating(ResourceId id, Store store) {
        return store.get(id)
                .map(found -> found.at("/properties/provisioningState").asText())
                .filter("Updating"::equals)
                .isPresent();
    }

    private static long wait(Operation operation, Operations operations) {
        return Long.parseLong(operation.retryAfter(operations.now()).get(RETRY_AFTER));
    }

    private static ArmError retryable(String code, String message, long seconds) {
        return new ArmError(429, "RetryableError", "A retryable error occurred.")
                .because(code, message)
                .withHeader(RETRY_AFTER, Long.toString(seconds));
    }

    /**
     * Whether the two are changed one after the other: a resource with all its parts is, but of a private DNS zone each
     * record set and link goes by itself, and Azure takes the rules of one security group side by side, so that clients
     * send them together. Source: terraform-provider-azurerm, which queues writes to routes and subnets but none to rules.
     */
    static boolean collide(ResourceId one, ResourceId other) {
        boolean same = one.key().equals(other.key());
        if (same || !one.root().key().equals(other.root().key())) {
            return same;
        }
        boolean zone = one.root().lastType().equalsIgnoreCase("privateDnsZones");
        return !zone && !(isRule(one) && isRule(other));
    }

    private static boolean isRule(ResourceId id) {
        return id.lastType().equalsIgnoreCase("securityRules");
    }
}
