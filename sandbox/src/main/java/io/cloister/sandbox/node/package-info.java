// SPDX-License-Identifier: Apache-2.0

/** Plays the virtual machines: each boots from its cloud-config alone and does, in order, what docs/nodes.md says. */
package io.cloister.sandbox.node;
