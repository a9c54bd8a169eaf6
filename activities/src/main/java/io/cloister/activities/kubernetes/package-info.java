// SPDX-License-Identifier: Apache-2.0
/** The cluster from inside: waiting for its API server and nodes, and proving that its Services stay private. */
package io.cloister.activities.kubernetes;
