// SPDX-License-Identifier: Apache-2.0

/** The sandbox's own routes below /sandbox: logs of what was asked and what took time, and what exists. */
package io.cloister.sandbox.control;
