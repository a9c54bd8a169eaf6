// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who there is: the client that owns the subscription, the applications that clients registered, and every managed identity.
 * There are no users, and no groups.
 */
public final class ServicePrincipals {

    private static final String USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities";

    private final Store store;
    private final Applications applications;
    private final ServicePrincipal client;

    public ServicePrincipals(Store store, Applications applications, String clientObjectId, String clientId) {
        this.store = store;
        this.applications = applications;
        this.client = new ServicePrincipal(clientObjectId, clientId, "cloister-sandbox", "Application");
    }

    List<ServicePrincipal> servicePrincipals() {
        Stream<ServicePrincipal> userAssigned =
                store.ofType(USER_ASSIGNED).stream().map(identity -> managed(identity, identity.path("properties")));
        Stream<ServicePrincipal> systemAssigned = store.all()
                .filter(resource -> resource.path("identity").hasNonNull("principalId"))
                .map(resource -> managed(resource, resource.path("identity")));
        Stream<ServicePrincipal> registered = applications.principals().stream()
                .map(principal -> new ServicePrincipal(
                        principal.path("id").asText(),
                        principal.path("appId").asText(),
                        principal.path("displayName").asText(),
                        "Application"));
        return Stream.of(Stream.of(client), registered, userAssigned, systemAssigned)
                .flatMap(some -> some)
                .toList();
    }

    /** A system-assigned identity has no client id to be seen; its object id stands for it. */
    private static ServicePrincipal managed(ObjectNode resource, JsonNode identity) {
        String id = identity.path("principalId").asText();
        return new ServicePrincipal(
                id, identity.path("clientId").asText(id), resource.path("name").asText(), "ManagedIdentity");
    }
}
