// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code …/locations/{location}/operations/{id}}, always 200, and {@code operationResults}, 202 until it is done. */
public final class OperationRoutes implements Route {

    private final Operations operations;

    public OperationRoutes(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        if (parts.size() != 8 || !parts.get(4).equalsIgnoreCase("locations")) {
            return Optional.empty();
        }
        return switch (parts.get(6).toLowerCase(Locale.ROOT)) {
            case "operations" -> Optional.of(status(find(call, parts.get(7))));
            case "operationresults" -> Optional.of(result(find(call, parts.get(7))));
            default -> Optional.empty();
        };
    }

    private Operation find(Call call, String id) {
        return operations
                .find(id)
                .filter(operation -> operation.isSignedBy(call.query().get("h")))
                .orElseThrow(() -> new ArmError(404, "OperationNotFound", "The operation '" + id + "' was not found."));
    }

    private Reply status(Operation operation) {
        Reply reply = Reply.ok(operation.toJson());
        return operation.isRunning() ? reply.withHeaders(operation.retryAfter(operations.now())) : reply;
    }

    private Reply result(Operation operation) {
        if (operation.isRunning()) {
            return Reply.empty(202).withHeaders(operation.retryAfter(operations.now()));
        }
        operation.failure().ifPresent(failure -> {
            throw new ArmError(failure.status(), failure.code(), failure.message());
        });
        Reply nothing = operation.target().isGroup() ? Reply.empty(200) : Reply.empty(204);
        return operation.output().map(Reply::ok).orElse(nothing);
    }
}
