// SPDX-License-Identifier: Apache-2.0

/** Managed disks, whoever makes them, and what disks are made from: images, snapshots and galleries. */
package io.cloister.sandbox.compute.disk;
