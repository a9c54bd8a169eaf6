// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import java.util.List;

/** A part of a summary: lines for people. */
@FunctionalInterface
public interface Section {

    List<String> lines();
}
