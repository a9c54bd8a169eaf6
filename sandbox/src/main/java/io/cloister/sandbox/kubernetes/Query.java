// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a request. */
record Query(Map<String, String> values) {

    Query {
        values = Map.copyOf(values);
    }

    static Query parse(String raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] sides = pair.split("=", 2);
            values.put(sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return new Query(values);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return get(name).equals("true") || get(name).equals("1");
    }

    boolean dryRun() {
        return get("dryRun").equals("All");
    }
}
