// SPDX-License-Identifier: Apache-2.0

/** The HTTPS front that every server of the sandbox stands behind. */
package io.cloister.sandbox.https;
