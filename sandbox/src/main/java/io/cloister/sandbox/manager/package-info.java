// SPDX-License-Identifier: Apache-2.0

/** How a resource manager answers: reads, writes, deletions and long-running operations, for whatever types there are. */
package io.cloister.sandbox.manager;
