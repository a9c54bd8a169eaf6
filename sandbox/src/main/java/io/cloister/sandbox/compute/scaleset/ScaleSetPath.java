// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import io.cloister.sandbox.resource.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A path below a scale set.
 *
 * @param rest what follows the scale set's id, such as virtualmachines, 0, start; words in lower case
 */
record ScaleSetPath(ResourceId scaleSet, List<String> rest) {

    static Optional<ScaleSetPath> parse(List<String> parts) {
        for (int i = 0; i + 2 < parts.size(); i++) {
            if (parts.get(i).equalsIgnoreCase("Microsoft.Compute")
                    && parts.get(i + 1).equalsIgnoreCase("virtualMachineScaleSets")) {
                ResourceId id = ResourceId.of("/" + String.join("/", parts.subList(0, i + 3)))
                        .typed(VirtualMachineScaleSets.TYPE);
                List<String> rest = parts.subList(i + 3, parts.size()).stream()
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .toList();
                return Optional.of(new ScaleSetPath(id, rest));
            }
        }
        return Optional.empty();
    }

    /** The path's words joined, with a star for an instance's id: {@code virtualmachines/*&#47;start}. */
    String shape() {
        return String.join("/", rest).replaceFirst("^virtualmachines/[^/]+", "virtualmachines/*");
    }

    String instanceId() {
        return rest.size() > 1 ? rest.get(1) : "";
    }

    String word() {
        return rest.isEmpty() ? "" : rest.get(rest.size() - 1);
    }
}
