// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.connect;

/** Opens connections to Temporal; tests bring their own. */
public interface TemporalConnections {

    /** Whether anything says where Temporal is: an address in the environment, or a profile. */
    boolean configured();

    /** @throws io.cloister.client.CommandFailure with one line where none answers */
    TemporalConnection open();
}
