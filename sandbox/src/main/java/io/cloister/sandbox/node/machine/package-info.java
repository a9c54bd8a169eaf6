// SPDX-License-Identifier: Apache-2.0

/** A machine as Azure has it, with its identity, its proxy and its ways out. */
package io.cloister.sandbox.node.machine;
