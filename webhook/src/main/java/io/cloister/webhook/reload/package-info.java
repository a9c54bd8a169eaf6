// SPDX-License-Identifier: Apache-2.0
/** Files that change while the program runs: the last good contents stay in force. */
package io.cloister.webhook.reload;
