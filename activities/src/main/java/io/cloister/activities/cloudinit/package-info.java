// SPDX-License-Identifier: Apache-2.0
/** The {@code #cloud-config} document that a machine reads at its first boot: files to write, commands to run. */
package io.cloister.activities.cloudinit;
