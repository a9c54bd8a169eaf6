// SPDX-License-Identifier: Apache-2.0
/** The rules file: what it says, and everything that is wrong with it at once. */
package io.cloister.webhook.rules;
