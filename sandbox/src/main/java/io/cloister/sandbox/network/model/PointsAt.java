// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.References;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;
import java.util.Locale;
import java.util.function.Predicate;

/** What a resource points at: a well-formed id, of something that exists, in the same region. */
final class PointsAt {

    private PointsAt() {}

    /**
     * @param body what is looked through: all that is written, or a part of it
     * @param free which references are left unchecked
     */
    static void require(Write write, JsonNode body, Predicate<String> free) {
        body.findValues("id").forEach(PointsAt::requireForm);
        References.in(body).filter(id -> !free.test(id)).forEach(id -> {
            write.requireExists(id);
            requireSameRegion(write, id);
            requireProvisioned(write, id);
        });
    }

    private static void requireForm(JsonNode given) {
        String id = given.asText();
        boolean fine = given.isTextual()
                && id.toLowerCase(Locale.ROOT).startsWith("/subscriptions/")
                && ResourceId.parse(id).filter(parsed -> !parsed.isCollection()).isPresent();
        if (!fine) {
            throw ArmError.badRequest(
                    "LinkedInvalidPropertyId",
                    "Property id '" + id + "' is invalid. Expect fully qualified resource Id that start with"
                            + " '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.");
        }
    }

    private static void requireSameRegion(Write write, String reference) {
        String here = write.body().path("location").asText();
        String there = write.store()
                .get(ResourceId.of(reference).root())
                .map(root -> root.path("location").asText())
                .orElse("");
        boolean elsewhere = !there.isEmpty() && !there.equals("global") && !there.equalsIgnoreCase(here);
        if (elsewhere && !here.isEmpty()) {
            write.refuseReference(reference);
        }
    }

    /** What is being deleted, or was never made well, cannot be built upon; what is being made or changed can. */
    private static void requireProvisioned(Write write, String reference) {
        String state = write.store()
                .get(reference)
                .map(found -> found.path("properties").path("provisioningState").asText())
                .orElse("");
        boolean ownPart =
                ResourceId.of(reference).root().key().equals(write.id().root().key());
        if (!ownPart && (state.equals("Deleting") || state.equals("Failed"))) {
            throw ArmError.badRequest(
                    "ReferencedResourceNotProvisioned",
                    "Cannot proceed with operation because resource " + reference + " used by resource " + write.id()
                            + " is not in Succeeded state. Resource is in " + state + " state.");
        }
    }
}
