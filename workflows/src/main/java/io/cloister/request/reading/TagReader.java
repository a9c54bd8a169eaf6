// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.plan.Ownership;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code tags}, by Azure's limits. Source: Azure docs, "Use tags to organize your Azure resources", limitations. */
final class TagReader {

    private static final Pattern FORBIDDEN = Pattern.compile("[<>%&\\\\?/]");
    private static final int MOST = 50 - 2;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 256;

    private TagReader() {}

    static Map<String, String> read(Section root) {
        Map<String, String> tags = root.map("tags");
        if (tags.size() > MOST) {
            root.violation("tags", "are " + tags.size() + ": Azure allows 50, two of them are Cloister's own");
        }
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        tags.forEach((name, value) -> {
            String path = "tags." + name;
            String namesake = names.putIfAbsent(name, name);
            if (name.equalsIgnoreCase(Ownership.PLAN_TAG) || name.equalsIgnoreCase(Ownership.CLUSTER_TAG)) {
                root.violation(path, "is Cloister's own: whether something may be deleted hangs on it");
            }
            if (namesake != null) {
                root.violation(path, "is '" + namesake + "' to Azure, which ignores the case of tag names: keep one");
            }
            if (FORBIDDEN.matcher(name).find()) {
                root.violation(path, "has a character that Azure forbids in tag names: < > % & \\ ? /");
            }
            if (name.isEmpty() || name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
                root.violation(path, "is too long or has no name: Azure allows 512 characters, and 256 in the value");
            }
        });
        return tags;
    }
}
