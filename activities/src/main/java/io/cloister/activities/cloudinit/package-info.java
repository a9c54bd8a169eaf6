// SPDX-License-Identifier: Apache-2.0
/** What cloud-init is handed: the files that a machine writes at its first boot, and what it runs then. */
package io.cloister.activities.cloudinit;
