// SPDX-License-Identifier: Apache-2.0

/** The sandbox's own routes below /sandbox: faults to set, and logs of what was asked and what took time. */
package io.cloister.sandbox.control;
