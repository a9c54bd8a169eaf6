// SPDX-License-Identifier: Apache-2.0

/** The cluster from inside: its API server reached over the private network, its nodes, and the proof that a Service is private. */
package io.cloister.activities.kubernetes;
