// SPDX-License-Identifier: Apache-2.0

/** What nodes stay tainted without: cloud controller, cloud node manager, pod network. */
package io.cloister.activities.kubernetes.addons;
