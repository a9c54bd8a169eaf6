// SPDX-License-Identifier: Apache-2.0

/** Instance metadata: identity tokens and the instance document, for clients that run on a machine. */
package io.cloister.sandbox.imds;
