// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.imds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.entra.Entra;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tokens of managed identities. On no machine in particular, the sandbox's own client is the identity, and any
 * user-assigned one can be asked for.
 *
 * <p>Source: Azure docs, "How to use managed identities on an Azure VM to acquire an access token".
 */
final class IdentityTokens {

    private static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

    private record Principal(String objectId, String clientId) {
        static Principal of(ObjectNode identity) {
            return new Principal(
                    identity.at("/properties/principalId").asText(),
                    identity.at("/properties/clientId").asText());
        }
    }

    private final ResourceView resources;
    private final Entra entra;
    private final SandboxClock clock;
    private final Principal own;

    IdentityTokens(ResourceView resources, Entra entra, SandboxClock clock, String objectId, String clientId) {
        this.resources = resources;
        this.entra = entra;
        this.clock = clock;
        this.own = new Principal(objectId, clientId);
    }

    /** @param query by name in lower case */
    ObjectNode token(Map<String, String> query, Optional<Machine> machine) {
        String resource = query.getOrDefault("resource", "");
        if (resource.isEmpty()) {
            throw Refusal.badRequest("Required query variable 'resource' is missing");
        }
        Principal principal = principal(query, machine);
        long now = clock.now().getEpochSecond();
        String life = Long.toString(Entra.TOKEN_LIFE.toSeconds());
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", entra.token(principal.objectId(), principal.clientId(), resource))
                .put("client_id", principal.clientId())
                .put("expires_in", life)
                .put("expires_on", Long.toString(now + Entra.TOKEN_LIFE.toSeconds()))
                .put("ext_expires_in", life)
                .put("not_before", Long.toString(now))
                .put("resource", resource)
                .put("token_type", "Bearer");
    }

    private Principal principal(Map<String, String> query, Optional<Machine> machine) {
        List<ObjectNode> assigned = machine.map(one -> one.identities().stream()
                        .map(resources::get)
                        .flatMap(Optional::stream)
                        .toList())
                .orElseGet(() -> resources.ofType(TYPE));
        Optional<String> wanted = Stream.of("client_id", "object_id", "principal_id", "mi_res_id", "msi_res_id")
                .map(query::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
        if (wanted.isPresent()) {
            return named(wanted.get(), assigned, machine);
        }
        if (machine.isEmpty()) {
            return own;
        }
        Optional<String> ofMachine = machine.get().ownPrincipal();
        if (ofMachine.isPresent()) {
            return new Principal(ofMachine.get(), ofMachine.get());
        }
        if (assigned.size() > 1) {
            throw Refusal.badRequest("Multiple user assigned identities exist, please specify the clientId / resourceId"
                    + " of the identity in the token request");
        }
        return assigned.stream().map(Principal::of).findFirst().orElseThrow(IdentityTokens::notFound);
    }

    private Principal named(String wanted, List<ObjectNode> assigned, Optional<Machine> machine) {
        boolean isOwn = machine.isEmpty()
                && (wanted.equalsIgnoreCase(own.clientId()) || wanted.equalsIgnoreCase(own.objectId()));
        return isOwn
                ? own
                : assigned.stream()
                        .filter(identity -> Stream.of("/id", "/properties/clientId", "/properties/principalId")
                                .anyMatch(field -> identity.at(field).asText().equalsIgnoreCase(wanted)))
                        .map(Principal::of)
                        .findFirst()
                        .orElseThrow(IdentityTokens::notFound);
    }

    private static Refusal notFound() {
        return Refusal.badRequest("Identity not found");
    }
}
