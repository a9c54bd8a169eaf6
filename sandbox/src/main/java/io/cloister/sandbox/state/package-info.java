// SPDX-License-Identifier: Apache-2.0

/** What a sandbox keeps: in a file over a restart, and as snapshots for tests. */
package io.cloister.sandbox.state;
