// SPDX-License-Identifier: Apache-2.0

/** Managed identities. */
package io.cloister.sandbox.identity;
