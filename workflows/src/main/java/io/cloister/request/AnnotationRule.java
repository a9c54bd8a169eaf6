// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import java.util.Map;

/**
 * A rule of the Service-annotating webhook, as its rules file takes it.
 *
 * @param matchLabels empty matches every Service of the rule's types
 * @param overwrite whether an annotation that the user set is replaced; otherwise it wins
 */
public record AnnotationRule(
        String name, Map<String, String> matchLabels, Map<String, String> annotations, boolean overwrite) {

    public AnnotationRule {
        matchLabels = Map.copyOf(matchLabels);
        annotations = Map.copyOf(annotations);
    }
}
