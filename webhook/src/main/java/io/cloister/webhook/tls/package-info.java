// SPDX-License-Identifier: Apache-2.0
/** The server's certificate and private key, read from PEM files and swapped between two handshakes. */
package io.cloister.webhook.tls;
