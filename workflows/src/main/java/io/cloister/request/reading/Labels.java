// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Kubernetes takes as a label: a name of at most 63 characters, behind an optional domain, and a value that may be empty. Source:
 * Kubernetes docs, "Labels and Selectors".
 */
final class Labels {

    private static final String WORD = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
    private static final String DOMAIN = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

    /** Also the form of a taint's key and value. */
    static final String NAME = "(" + DOMAIN + "/)?" + WORD;

    static final String VALUE = "(" + WORD + ")?";

    private static final Pattern NAME_FORM = Pattern.compile(NAME);
    private static final Pattern VALUE_FORM = Pattern.compile(VALUE);

    /** Source: Kubernetes docs, admission plugin NodeRestriction, and kubelet's {@code --node-labels}. */
    private static final Pattern RESERVED = Pattern.compile("([^/]*\\.)?(kubernetes|k8s)\\.io/.*");

    private static final Pattern OPEN = Pattern.compile("([^/]*\\.)?(kubelet|node)\\.kubernetes\\.io/.*");

    private Labels() {}

    /** The labels that nodes give themselves when they join. */
    static Map<String, String> ofNodes(Section section, String field) {
        Map<String, String> labels = of(section, field);
        labels.keySet().stream()
                .filter(name ->
                        RESERVED.matcher(name).matches() && !OPEN.matcher(name).matches())
                .forEach(
                        name -> section.violation(
                                field,
                                "'" + name
                                        + "' is a name that a kubelet may not give its own node: choose one outside kubernetes.io"));
        return labels;
    }

    static Map<String, String> of(Section section, String field) {
        Map<String, String> labels = section.map(field);
        labels.forEach((name, value) -> problem(name, value).ifPresent(text -> section.violation(field, text)));
        return labels;
    }

    private static Optional<String> problem(String name, String value) {
        if (!NAME_FORM.matcher(name).matches()) {
            return Optional.of("'" + name + "' is no label's name: at most 63 letters, digits, - _ and ., as in"
                    + " example.com/team");
        }
        return VALUE_FORM.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("'" + value + "' is no label's value: at most 63 letters, digits, - _ and .");
    }
}
