// SPDX-License-Identifier: Apache-2.0

/** What every type of Microsoft.Network has in common: properties as a documentation page lists them, children, back references. */
package io.cloister.sandbox.network.model;
