// SPDX-License-Identifier: Apache-2.0
/** Managed identities, their principals, and the roles they are given. */
package io.cloister.activities.azure.identity;
