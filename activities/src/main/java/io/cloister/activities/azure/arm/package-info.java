// SPDX-License-Identifier: Apache-2.0
/** The session with Azure Resource Manager: settings, clients, changes that leave alone what is not ours, and failures. */
package io.cloister.activities.azure.arm;
