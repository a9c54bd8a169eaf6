// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.selector;

import java.util.List;
import java.util.Map;

/** All requirements must hold; a selector without any matches every Service. */
public record LabelSelector(List<Requirement> requirements) {

    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }
}
