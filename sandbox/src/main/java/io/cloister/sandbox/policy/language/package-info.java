// SPDX-License-Identifier: Apache-2.0

/** Azure Policy's language: what a rule says, and whether it holds of a resource. */
package io.cloister.sandbox.policy.language;
