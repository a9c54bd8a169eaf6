// SPDX-License-Identifier: Apache-2.0

/** The front on Jetty that every HTTP server of the sandbox stands behind. */
package io.cloister.sandbox.https;
