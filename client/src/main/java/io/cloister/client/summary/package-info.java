// SPDX-License-Identifier: Apache-2.0
/** What a person can check after a run, one class per section. */
package io.cloister.client.summary;
