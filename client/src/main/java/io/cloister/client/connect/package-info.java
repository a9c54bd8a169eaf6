// SPDX-License-Identifier: Apache-2.0
/** How the command line reaches Temporal. */
package io.cloister.client.connect;
