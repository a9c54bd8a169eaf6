// SPDX-License-Identifier: Apache-2.0

/** What runs in a cluster: its nodes as Kubernetes sees them, its add-ons, the webhook, and the cloud controller. */
package io.cloister.sandbox.cluster;
