// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;

/** Which of the providers that the sandbox knows by name alone are registered in a subscription: none from the start. */
record Registrations(Store store) {

    boolean has(String subscription, String name) {
        return store.get(id(subscription))
                .map(found -> Notes.read(found, name).asBoolean())
                .orElse(false);
    }

    void set(String subscription, String name, boolean registered) {
        store.get(id(subscription)).ifPresent(found -> {
            ObjectNode changed = found.deepCopy();
            Notes.of(changed).put(name, registered);
            store.put(ResourceId.of(id(subscription)), changed);
        });
    }

    private static String id(String subscription) {
        return "/subscriptions/" + subscription;
    }
}
