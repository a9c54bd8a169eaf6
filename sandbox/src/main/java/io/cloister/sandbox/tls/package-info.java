// SPDX-License-Identifier: Apache-2.0

/** The sandbox's private certificate authority, which its HTTPS servers and its clusters share the making of. */
package io.cloister.sandbox.tls;
