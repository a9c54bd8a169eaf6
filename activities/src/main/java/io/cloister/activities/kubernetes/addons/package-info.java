// SPDX-License-Identifier: Apache-2.0
/** The cloud controller, the cloud node manager and the pod network, applied as manifests of our own. */
package io.cloister.activities.kubernetes.addons;
