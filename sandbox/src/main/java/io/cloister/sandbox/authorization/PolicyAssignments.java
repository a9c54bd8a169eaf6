// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.check.AssignmentCheck;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.UUID;

/** A policy assigned to a scope; holds from the next request on. */
final class PolicyAssignments implements ImmediateType {

    @Override
    public String type() {
        return PolicyTypes.ASSIGNMENTS;
    }

    /** Azure answers 201 for a changed assignment too. */
    @Override
    public int updateStatus() {
        return 201;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        PolicyErrors.asAzure(() -> AssignmentCheck.check(write.body(), write.store()::get));
        properties.put("scope", write.id().scope());
        if (!properties.has("enforcementMode")) {
            properties.put("enforcementMode", "Default");
        }
        if (write.body().path("identity") instanceof ObjectNode identity
                && identity.path("type").asText().contains("SystemAssigned")) {
            identify(identity, write);
        }
    }

    /** Its exemptions go with it. */
    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        store.ofType(PolicyTypes.EXEMPTIONS).stream()
                .filter(exemption -> ResourceId.key(exemption
                                .path("properties")
                                .path("policyAssignmentId")
                                .asText())
                        .equals(id.key()))
                .map(exemption -> ResourceId.of(exemption.path("id").asText()))
                .toList()
                .forEach(store::remove);
    }

    private static void identify(ObjectNode identity, Write write) {
        JsonNode before = write.before().map(old -> old.path("identity")).orElse(identity);
        identity.put(
                "principalId",
                before.path("principalId").asText(UUID.randomUUID().toString()));
        write.store()
                .get("/subscriptions/" + write.id().subscription())
                .ifPresent(subscription -> identity.set("tenantId", subscription.path("tenantId")));
    }
}
