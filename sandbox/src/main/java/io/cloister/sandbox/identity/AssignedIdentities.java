// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The {@code identity} of a machine: its own principal, which lives as long as the machine, and those of identities that
 * exist apart.
 */
public final class AssignedIdentities {

    private final String tenantId;
    private final SandboxClock clock;

    public AssignedIdentities(String tenantId, SandboxClock clock) {
        this.tenantId = tenantId;
        this.clock = clock;
    }

    public void complete(Write write) {
        if (!(write.body().path("identity") instanceof ObjectNode identity)) {
            return;
        }
        String type = identity.path("type").asText("None").toLowerCase(Locale.ROOT);
        if (type.equals("none")) {
            // Terraform takes it for a change if it is shown.
            write.body().remove("identity");
            return;
        }
        identity.remove(List.of("principalId", "tenantId"));
        boolean own = type.contains("systemassigned");
        boolean others = type.contains("userassigned");
        if (own && others) {
            // With a blank, by which az tells that there are both.
            identity.put("type", "SystemAssigned, UserAssigned");
        }
        if (own) {
            own(write, identity);
        }
        if (others) {
            assigned(write, identity);
        } else {
            identity.remove("userAssignedIdentities");
        }
    }

    private void own(Write write, ObjectNode identity) {
        String kept = write.before()
                .map(old -> old.at("/identity/principalId").asText())
                .orElse("");
        if (kept.isEmpty()) {
            Directory.noteBirth(write.body(), clock);
        }
        identity.put("principalId", kept.isEmpty() ? UUID.randomUUID().toString() : kept);
        identity.put("tenantId", tenantId);
    }

    private static void assigned(Write write, ObjectNode identity) {
        ObjectNode assigned = identity.withObject("/userAssignedIdentities");
        takeAway(write, assigned);
        List<String> ids = assigned.properties().stream().map(Map.Entry::getKey).toList();
        if (ids.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidIdentityValues",
                    "The identity type 'UserAssigned' requires at least one identity in"
                            + " 'identity.userAssignedIdentities'.");
        }
        for (String id : ids) {
            JsonNode principal =
                    write.store().get(id).orElseThrow(() -> missing(write, id)).path("properties");
            ObjectNode shown = assigned.putObject(id);
            shown.set("principalId", principal.path("principalId"));
            shown.set("clientId", principal.path("clientId"));
        }
    }

    /** A null takes one away from those that were there before, of which the client need not name the rest. */
    private static void takeAway(Write write, ObjectNode assigned) {
        List<String> gone = assigned.properties().stream()
                .filter(one -> one.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        JsonNode before = write.before()
                .map(old -> old.at("/identity/userAssignedIdentities"))
                .orElse(assigned.path("none"));
        before.properties().stream()
                .map(Map.Entry::getKey)
                .filter(id -> assigned.properties().stream()
                        .noneMatch(one -> one.getKey().equalsIgnoreCase(id)))
                .toList()
                .forEach(assigned::putObject);
        assigned.remove(gone);
    }

    private static ArmError missing(Write write, String id) {
        return ArmError.badRequest(
                "FailedIdentityOperation",
                "Identity operation for resource '" + write.id() + "' failed with error 'Failed to perform resource"
                        + " identity operation. Status: 'BadRequest'. Response: 'The user-assigned identity '" + id
                        + "' was not found.''.");
    }
}
