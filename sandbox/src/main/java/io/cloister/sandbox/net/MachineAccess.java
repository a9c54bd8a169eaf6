// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import io.cloister.sandbox.net.topology.WayOut;

/**
 * A machine's place in the network.
 *
 * @param machine its id in lower case
 * @param address its private address; empty where it has none yet
 */
public record MachineAccess(String machine, String address, WayOut wayOut) {}
