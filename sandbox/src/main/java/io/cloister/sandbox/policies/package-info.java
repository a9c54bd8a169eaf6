// SPDX-License-Identifier: Apache-2.0

/** Policies of a real subscription, as {@code az policy … list} exports them, brought into the sandbox. */
package io.cloister.sandbox.policies;
