// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

/** What became of one annotation that a rule wants. */
public sealed interface Change {

    String rule();

    String key();

    record Added(String rule, String key, String value) implements Change {}

    record Overwritten(String rule, String key, String value) implements Change {}

    /** The user's own value stays. */
    record Kept(String rule, String key, String wanted) implements Change {}
}
