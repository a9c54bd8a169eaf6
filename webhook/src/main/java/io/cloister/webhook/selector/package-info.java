// SPDX-License-Identifier: Apache-2.0
/** Which Services a rule is about: by label, by namespace, by type. */
package io.cloister.webhook.selector;
