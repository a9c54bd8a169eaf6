// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.locks;

import io.cloister.sandbox.authorization.roles.AccessControl;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Locale;
import java.util.Optional;

/** The locks of a scope: those below it, and with {@code atScope()} those that hold there. */
public final class LockRoutes implements Route {

    private final Store store;

    public LockRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> call.is("GET") && id.isCollection() && id.type().equalsIgnoreCase(ManagementLocks.TYPE))
                .map(id -> list(call, id.scope()));
    }

    private Reply list(Call call, String scope) {
        boolean atScope = call.filter().toLowerCase(Locale.ROOT).contains("atscope()");
        return Reply.list(store.ofType(ManagementLocks.TYPE).stream()
                .filter(lock -> {
                    String locked = ResourceId.of(lock.path("id").asText()).scope();
                    return AccessControl.covers(locked, scope) || !atScope && AccessControl.covers(scope, locked);
                })
                .toList());
    }
}
