// SPDX-License-Identifier: Apache-2.0

/** Long-running operations: they advance with the clock, conflict with one another, and can be asked about; and what is done later without one. */
package io.cloister.sandbox.operation;
