// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

/** How a command answers, by the words of its option. */
public enum Output {
    text,
    json
}
