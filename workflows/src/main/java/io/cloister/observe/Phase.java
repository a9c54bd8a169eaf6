// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

/** Where a cluster stands, as the search attribute {@code CloisterPhase} says it too. */
public enum Phase {
    PLANNING,
    PREFLIGHT,
    PROVISIONING,
    READY,
    DELETING,
    DELETED,
    /** Nothing of it is left; the workflow has failed. */
    FAILED,
    /** Undo could not remove everything: the workflow waits for {@code delete}. */
    UNDO_INCOMPLETE
}
