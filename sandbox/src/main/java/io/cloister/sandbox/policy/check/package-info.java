// SPDX-License-Identifier: Apache-2.0

/** What Azure refuses of definitions, sets, assignments and exemptions when they are written, and with which code. */
package io.cloister.sandbox.policy.check;
