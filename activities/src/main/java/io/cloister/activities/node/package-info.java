// SPDX-License-Identifier: Apache-2.0
/** What every machine of a cluster is told at its first boot, and the script that makes a Kubernetes node of it. */
package io.cloister.activities.node;
