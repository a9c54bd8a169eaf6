// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.operation.Conflicts;
import io.cloister.sandbox.operation.Effects;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.operation.Timers;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code beginGetAccess} and {@code endGetAccess} of a disk or snapshot: for a while it can be read or written at an address of
 * its own, and neither be attached nor deleted. Nothing is behind the address.
 *
 * <p>Source: Azure REST docs, "Disks - Grant Access" and "- Revoke Access".
 */
public final class DiskAccess implements Route {

    private static final String GRANT = "grant access";
    private static final String REVOKE = "revoke access";
    private static final String EXPIRY = "accessExpires";
    private static final List<String> TYPES = List.of("microsoft.compute/disks", "microsoft.compute/snapshots");
    private static final Duration TIME = Duration.ofSeconds(2);

    private final Store store;
    private final Operations operations;
    private final Timers timers;

    public DiskAccess(Store store, Operations operations, Timers timers) {
        this.store = store;
        this.operations = operations;
        this.timers = timers;
        timers.on(EXPIRY, this::end);
        operations.resumeWith(GRANT, operation -> new Granting(operation.target()));
        operations.resumeWith(REVOKE, operation -> new Revoking(operation.target()));
    }

    @Override
    public Optional<Reply> answer(Call call) {
        ResourceId id = call.is("POST") ? ResourceId.parse(call.path()).orElse(null) : null;
        if (id == null
                || id.isTopLevel()
                || !id.isCollection()
                || !TYPES.contains(id.parent().type().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return switch (id.lastType().toLowerCase(Locale.ROOT)) {
            case "begingetaccess" -> Optional.of(grant(call, id.parent()));
            case "endgetaccess" -> Optional.of(begin(call, require(id.parent()), REVOKE));
            default -> Optional.empty();
        };
    }

    /** Whether somebody has been given access that has not ended. */
    static boolean isGranted(ObjectNode disk) {
        return disk.at("/properties/diskState").asText().equals("ActiveSAS");
    }

    private Reply grant(Call call, ResourceId asked) {
        ObjectNode disk = require(asked);
        String access = call.json().path("access").asText();
        int seconds = call.json().path("durationInSeconds").asInt();
        if (!List.of("Read", "Write").contains(access)) {
            throw invalid("access", access);
        }
        if (seconds < 1) {
            throw invalid("durationInSeconds", Integer.toString(seconds));
        }
        if (disk.at("/properties/diskState").asText().equals("Attached")) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "Disk " + disk.path("name").asText() + " is attached to VM "
                            + disk.path("managedBy").asText()
                            + ". Access cannot be granted while the VM is not deallocated.");
        }
        timers.set(EXPIRY, ResourceId.of(disk.path("id").asText()), Duration.ofSeconds(seconds));
        return begin(call, disk, GRANT);
    }

    private Reply begin(Call call, ObjectNode disk, String kind) {
        ResourceId id = ResourceId.of(disk.path("id").asText());
        Conflicts.refuse(call, id, operations);
        Operation operation = operations.start(
                id,
                disk.path("location").asText(),
                kind,
                TIME,
                call.failure(),
                kind.equals(GRANT) ? new Granting(id) : new Revoking(id));
        return Reply.empty(202).withHeaders(operation.headers(call, operations.now(), true));
    }

    private void end(ResourceId id) {
        store.get(id)
                .filter(DiskAccess::isGranted)
                .ifPresent(disk -> state(id, disk.path("managedBy").asText().isEmpty() ? "Unattached" : "Reserved"));
    }

    private void state(ResourceId id, String word) {
        store.get(id).ifPresent(disk -> {
            disk.withObject("/properties").put("diskState", word);
            store.put(id, disk);
        });
    }

    private ObjectNode require(ResourceId id) {
        return store.get(id).orElseThrow(() -> ArmError.notFound(id));
    }

    private static ArmError invalid(String name, String value) {
        return new ArmError(
                400,
                "InvalidParameter",
                "The value '" + value + "' of parameter '" + name + "' is invalid.",
                name,
                null);
    }

    private final class Granting implements Effects {

        private final ResourceId id;

        Granting(ResourceId id) {
            this.id = id;
        }

        @Override
        public void underway() {
            // The address is there at the end.
        }

        @Override
        public void succeeded() {
            state(id, "ActiveSAS");
        }

        @Override
        public void failed() {
            // The disk is as it was.
        }

        @Override
        public Optional<ObjectNode> output() {
            return store.get(id).map(disk -> {
                String unique = disk.at("/properties/uniqueId").asText(id.name());
                return JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "accessSAS",
                                "https://md-sandbox.blob.storage.azure.net/" + unique
                                        + "/abcd?sv=2018-03-28&sr=b&sig=none");
            });
        }
    }

    private final class Revoking implements Effects {

        private final ResourceId id;

        Revoking(ResourceId id) {
            this.id = id;
        }

        @Override
        public void underway() {
            // The access ends at the end.
        }

        @Override
        public void succeeded() {
            end(id);
        }

        @Override
        public void failed() {
            // The access goes on.
        }
    }
}
