// SPDX-License-Identifier: Apache-2.0

/** Private DNS zones, their links to networks, and record sets. */
package io.cloister.sandbox.network.dns;
