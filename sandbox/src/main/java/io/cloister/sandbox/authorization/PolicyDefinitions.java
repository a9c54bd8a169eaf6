// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.check.DefinitionCheck;
import io.cloister.sandbox.policy.check.SetDefinitionCheck;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A policy definition, or a set of them. */
record PolicyDefinitions(String type) implements ImmediateType {

    /** As for a new resource, also where there was one. */
    @Override
    public int updateStatus() {
        return 201;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        if (!properties.has("policyType")) {
            properties.put("policyType", "Custom");
        }
        if (!properties.has("version")) {
            properties.put("version", "1.0.0");
        }
        if (!properties.has("versions")) {
            properties.putArray("versions").add(properties.path("version"));
        }
        if (type.equals(PolicyTypes.SETS)) {
            PolicyErrors.asAzure(() -> SetDefinitionCheck.check(write.body(), write.store()::get));
            properties.path("policyDefinitions").forEach(PolicyDefinitions::name);
        } else {
            if (!properties.has("mode")) {
                properties.put("mode", "Indexed");
            }
            PolicyErrors.asAzure(() -> DefinitionCheck.check(write.body()));
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        if (Stream.concat(
                        assigned(store),
                        store.ofType(PolicyTypes.SETS).stream()
                                .flatMap(set -> StreamSupport.stream(
                                        set.path("properties")
                                                .path("policyDefinitions")
                                                .spliterator(),
                                        false)))
                .anyMatch(user -> id.key()
                        .equals(ResourceId.key(user.path("policyDefinitionId").asText())))) {
            boolean set = type.equals(PolicyTypes.SETS);
            throw ArmError.badRequest(
                    set ? "PolicySetDefinitionInUse" : "PolicyDefinitionInUse",
                    "The policy " + (set ? "set " : "") + "definition '" + id.name()
                            + "' is in use. Please delete its assignments, and the policy sets that include it, first.");
        }
    }

    private static Stream<JsonNode> assigned(Store store) {
        return store.ofType(PolicyTypes.ASSIGNMENTS).stream().map(assignment -> assignment.path("properties"));
    }

    private static void name(JsonNode member) {
        if (member instanceof ObjectNode object && !object.has("policyDefinitionReferenceId")) {
            object.put(
                    "policyDefinitionReferenceId",
                    Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits()));
        }
    }
}
