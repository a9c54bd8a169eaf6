// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.catalog;

import java.util.List;

/**
 * A publisher's image: one SKU with its versions.
 *
 * @param versions the newest last
 */
record PlatformImage(
        String publisher,
        String offer,
        String sku,
        String os,
        String generation,
        String architecture,
        List<String> versions) {

    PlatformImage {
        versions = List.copyOf(versions);
    }

    String latest() {
        return versions.get(versions.size() - 1);
    }
}
