// SPDX-License-Identifier: Apache-2.0

/** The front for tests in one JVM: azure-core's HTTP client over the resource manager itself, with time that costs none. */
package io.cloister.sandbox.inprocess;
