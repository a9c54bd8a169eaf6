// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.addons;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which release of cloud-provider-azure goes with which Kubernetes: "minor release versions match Kubernetes minor release
 * versions" (its README).
 */
final class CloudProviderVersions {

    /** Released images of {@code mcr.microsoft.com/oss/v2/kubernetes}, by Kubernetes' minor version (1.x). */
    private static final NavigableMap<Integer, String> BY_MINOR =
            new TreeMap<>(Map.of(34, "v1.34.3", 35, "v1.35.14", 36, "v1.36.2", 37, "v1.37.2"));

    private CloudProviderVersions() {}

    /** @param kubernetes such as {@code 1.36.2}; one older or newer than we know gets the nearest */
    static String matching(String kubernetes) {
        int minor = Integer.parseInt(kubernetes.split("\\.")[1]);
        Map.Entry<Integer, String> known = BY_MINOR.floorEntry(minor);
        return known == null ? BY_MINOR.firstEntry().getValue() : known.getValue();
    }
}
