// SPDX-License-Identifier: Apache-2.0

/** Virtual machines: their life, their power, what they own, and what is said of their guests. */
package io.cloister.sandbox.compute.machine;
