// SPDX-License-Identifier: Apache-2.0

/** What leads out of a network: route tables, NAT gateways, public addresses. */
package io.cloister.sandbox.network.egress;
