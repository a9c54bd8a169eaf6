// SPDX-License-Identifier: Apache-2.0

/** What every part of the sandbox shares: its clock, its operation log, ranges of addresses, and the view of what exists in its Azure. */
package io.cloister.sandbox.core;
