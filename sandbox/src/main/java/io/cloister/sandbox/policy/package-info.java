// SPDX-License-Identifier: Apache-2.0

/** Azure Policy's language and what follows from it: which assignment denies a resource, why, and how Azure says so. */
package io.cloister.sandbox.policy;
