// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.observe.ServiceProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The proof that a LoadBalancer Service became private. */
record ServiceSection(ServiceProof proof) implements Section {

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("a LoadBalancer Service got the private address " + proof.address() + " and from the webhook:");
        for (Map.Entry<String, String> annotation : new TreeMap<>(proof.annotations()).entrySet()) {
            lines.add("  " + annotation.getKey() + ": \"" + annotation.getValue() + "\"");
        }
        return lines;
    }
}
