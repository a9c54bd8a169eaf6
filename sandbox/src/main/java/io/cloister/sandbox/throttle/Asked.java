// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import io.cloister.sandbox.resource.ResourceId;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as the limits see it.
 *
 * @param principal object id of who asks
 * @param id of what is asked for; empty where the path is none of a resource's
 * @param isNew whether nothing is there yet
 */
record Asked(String principal, String method, Optional<ResourceId> id, boolean isNew) {

    String subscription() {
        return id.map(ResourceId::subscription).orElse("");
    }

    String provider() {
        return id.map(ResourceId::namespace).orElse("").toLowerCase(Locale.ROOT);
    }

    /** The resource's own, or with an action the one that it is done to. */
    String resource() {
        return id.map(one -> one.isCollection() && !one.isTopLevel() ? one.parent() : one)
                .map(ResourceId::key)
                .orElse("");
    }

    String types() {
        return id.map(one -> String.join("/", one.types()).toLowerCase(Locale.ROOT))
                .orElse("");
    }

    boolean isCollection() {
        return id.filter(ResourceId::isCollection).isPresent();
    }

    Verb verb() {
        return Verb.of(method);
    }
}
