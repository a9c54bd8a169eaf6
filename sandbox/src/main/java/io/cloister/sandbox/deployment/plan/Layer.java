// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import io.cloister.sandbox.template.Function;
import io.cloister.sandbox.template.Scope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Functions on top of others. */
final class Layer implements Scope {

    private final Map<String, Function> own = new HashMap<>();
    private final Scope below;

    Layer(Scope below) {
        this.below = below;
    }

    Layer define(String name, Function function) {
        own.put(name.toLowerCase(Locale.ROOT), function);
        return this;
    }

    @Override
    public Optional<Function> function(String name) {
        return Optional.ofNullable(own.get(name)).or(() -> below.function(name));
    }
}
