// SPDX-License-Identifier: Apache-2.0
/** Machines, alone and in scale sets, none of which has a public IP or a secret in its custom data. */
package io.cloister.activities.azure.compute;
