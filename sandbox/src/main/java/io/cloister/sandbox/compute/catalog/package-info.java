// SPDX-License-Identifier: Apache-2.0

/** What Microsoft.Compute offers in a region: machine sizes with their zones, restrictions and quotas, and platform images. */
package io.cloister.sandbox.compute.catalog;
