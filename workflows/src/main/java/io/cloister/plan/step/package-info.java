// SPDX-License-Identifier: Apache-2.0

/** The kinds of step, one record each: what is created, what makes it idempotent, what undo does, how it can fail. */
package io.cloister.plan.step;
