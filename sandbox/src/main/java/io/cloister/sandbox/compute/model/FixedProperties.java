// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** Properties that are set once: a write that changes one is refused. */
public final class FixedProperties {

    private FixedProperties() {}

    /**
     * @param pointers to what must stay
     * @param prefix what Azure leaves out when it names the property
     */
    public static void refuseChange(Write write, List<String> pointers, String prefix) {
        write.before().ifPresent(before -> {
            for (String pointer : pointers) {
                JsonNode old = before.at(pointer);
                JsonNode now = write.body().at(pointer);
                if (!old.isMissingNode() && !same(old, now)) {
                    throw changed(named(pointer, prefix));
                }
            }
        });
    }

    private static String named(String pointer, String prefix) {
        int begin = pointer.startsWith(prefix) ? prefix.length() : 1;
        return pointer.substring(begin).replace('/', '.');
    }

    public static ArmError changed(String property) {
        return new ArmError(
                409,
                "PropertyChangeNotAllowed",
                "Changing property '" + property + "' is not allowed.",
                property,
                null);
    }

    private static boolean same(JsonNode old, JsonNode now) {
        return old.isTextual() && now.isTextual() ? old.asText().equalsIgnoreCase(now.asText()) : old.equals(now);
    }
}
