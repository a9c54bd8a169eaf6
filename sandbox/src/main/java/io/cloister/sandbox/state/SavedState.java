// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * All that a state file holds.
 *
 * @param beginning what was there before the first client came, for a reset
 * @param present what is there now, in the shape of a snapshot
 */
public record SavedState(Continuity continuity, ObjectNode beginning, ObjectNode present) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SavedState[" + continuity + "]";
    }
}
