// SPDX-License-Identifier: Apache-2.0
/** One admission review in, one answer out: pure functions over the raw JSON tree, without any server. */
package io.cloister.webhook.admission;
