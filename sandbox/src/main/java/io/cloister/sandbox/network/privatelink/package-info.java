// SPDX-License-Identifier: Apache-2.0

/** Private endpoints: an interface in a subnet that stands for a service elsewhere, and its names in private DNS zones. */
package io.cloister.sandbox.network.privatelink;
