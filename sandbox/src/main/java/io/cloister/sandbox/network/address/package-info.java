// SPDX-License-Identifier: Apache-2.0

/** IPv4 ranges, and how the private addresses of subnets are given out. */
package io.cloister.sandbox.network.address;
