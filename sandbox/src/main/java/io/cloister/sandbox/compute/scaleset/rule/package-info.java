// SPDX-License-Identifier: Apache-2.0

/** What holds for a scale set as it is described, whatever its members are: refusals, balance, who goes first. */
package io.cloister.sandbox.compute.scaleset.rule;
