// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * The sku of a resource: Standard where nothing is said, never changed, and never Basic, which Azure gave up on 30
 * September 2025 (Azure updates, "Basic SKU public IP addresses and load balancers will be retired").
 */
public final class Sku {

    private static final String STANDARD = "Standard";

    private Sku() {}

    /** @param basic how Azure refuses a new one of the Basic sku */
    public static void complete(Write write, ArmError basic, String... others) {
        if (write.body().has("sku") && !write.body().path("sku").isObject()) {
            throw Malformed.value(write.body().path("sku"), "an object", "sku", write.id());
        }
        ObjectNode sku = write.body().withObject("/sku");
        String given = sku.path("name").asText(STANDARD);
        List<String> known = new ArrayList<>(List.of(others));
        known.add(STANDARD);
        if (given.equalsIgnoreCase("Basic") && write.before().isEmpty()) {
            throw basic;
        }
        String name = known.stream()
                .filter(one -> one.equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> Malformed.value(sku.path("name"), "one of " + known, "sku.name", write.id()));
        write.before()
                .map(old -> old.path("sku").path("name").asText(STANDARD))
                .filter(old -> !old.equalsIgnoreCase(name))
                .ifPresent(old -> {
                    throw ArmError.badRequest(
                            "SkuCannotBeChangedOnUpdate",
                            "Sku property is set at creation time and cannot be changed from " + old + " to " + name
                                    + " on resource update for resource " + write.id() + ".");
                });
        sku.put("name", name);
        if (!sku.has("tier")) {
            sku.put("tier", "Regional");
        }
    }
}
