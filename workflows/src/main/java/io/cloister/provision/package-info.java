// SPDX-License-Identifier: Apache-2.0

/** Chapter 5: the recorded plan is run, step by step, and undone where it fails. */
package io.cloister.provision;
