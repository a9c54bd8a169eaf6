// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import io.cloister.sandbox.template.Function;
import io.cloister.sandbox.template.Scope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The functions whose value depends on their arguments alone; a scope to build others on. */
public final class PureFunctions implements Scope {

    public static final Scope INSTANCE = new PureFunctions();

    private final Map<String, Function> functions = new HashMap<>();

    private PureFunctions() {
        LogicalFunctions.ALL.forEach(this::add);
        NumberFunctions.ALL.forEach(this::add);
        StringFunctions.ALL.forEach(this::add);
        EncodingFunctions.ALL.forEach(this::add);
        CollectionFunctions.ALL.forEach(this::add);
        DateFunctions.ALL.forEach(this::add);
        NetworkFunctions.ALL.forEach(this::add);
        LambdaFunctions.ALL.forEach(this::add);
    }

    @Override
    public Optional<Function> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    private void add(String name, Function function) {
        functions.put(name.toLowerCase(Locale.ROOT), function);
    }
}
