// SPDX-License-Identifier: Apache-2.0

/** Private endpoints, which stand in a subnet for a service elsewhere, with their names; and services offered to them. */
package io.cloister.sandbox.network.privatelink;
