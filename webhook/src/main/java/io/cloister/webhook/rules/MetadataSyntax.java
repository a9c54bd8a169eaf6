// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/** What Kubernetes accepts as a key of labels and annotations, and as the value of a label. */
final class MetadataSyntax {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private MetadataSyntax() {}

    static Optional<String> problemOfKey(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        if (slash >= 0
                && (slash > 253 || !PREFIX.matcher(key.substring(0, slash)).matches())) {
            return Optional.of("the part before / must be a DNS name of at most 253 characters, such as example.com");
        }
        return name.length() > 63 || !NAME.matcher(name).matches()
                ? Optional.of(
                        "a key is up to 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends,"
                                + " and may follow a DNS name and one /")
                : Optional.empty();
    }

    static Optional<String> problemOfLabelValue(String value) {
        return value.isEmpty() || value.length() <= 63 && NAME.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("a label's value is up to 63 letters, digits, '-', '_' and '.'");
    }
}
