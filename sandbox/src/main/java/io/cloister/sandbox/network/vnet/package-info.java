// SPDX-License-Identifier: Apache-2.0

/** Virtual networks, their subnets and peerings, and the interfaces in them. */
package io.cloister.sandbox.network.vnet;
