// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The tenant's principals. One that has just been made is there, but not yet found where others look for it. */
public final class Directory {

    private static final String SINCE = "principalSince";
    /** A minute or so in Azure at worst; clients that follow its advice never see it. */
    private static final Duration REPLICATION = Duration.ofSeconds(10);

    private final Supplier<Store> store;
    private final SandboxClock clock;
    private final String owner;

    /**
     * @param store known only once the types are
     * @param owner object id of the client that owns the subscription
     */
    public Directory(Supplier<Store> store, SandboxClock clock, String owner) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
    }

    public boolean has(String objectId) {
        return objectId.equalsIgnoreCase(owner) || holder(objectId).isPresent();
    }

    /** Whether it is found by its id alone, without its type. */
    public boolean finds(String objectId) {
        return objectId.equalsIgnoreCase(owner)
                || holder(objectId)
                        .filter(resource -> !clock.now().isBefore(known(resource)))
                        .isPresent();
    }

    static void noteBirth(ObjectNode resource, SandboxClock clock) {
        Notes.of(resource).put(SINCE, clock.now().toString());
    }

    private Instant known(ObjectNode resource) {
        String since = Notes.read(resource, SINCE).asText();
        return since.isEmpty() ? Instant.MIN : Instant.parse(since).plus(clock.scaled(REPLICATION));
    }

    private Optional<ObjectNode> holder(String objectId) {
        return store.get()
                .all()
                .filter(resource ->
                        resource.at("/identity/principalId").asText().equalsIgnoreCase(objectId)
                                || isIdentity(resource)
                                        && resource.at("/properties/principalId")
                                                .asText()
                                                .equalsIgnoreCase(objectId)
                                || isRegistered(resource)
                                        && resource.path("name").asText().equalsIgnoreCase(objectId))
                .findFirst();
    }

    private static boolean isRegistered(ObjectNode resource) {
        return resource.path("type").asText().equals("Microsoft.Graph/servicePrincipals");
    }

    private static boolean isIdentity(ObjectNode resource) {
        return resource.path("type").asText().equalsIgnoreCase(UserAssignedIdentities.TYPE);
    }
}
