// SPDX-License-Identifier: Apache-2.0
/** What this worker does around every activity. */
package io.cloister.worker.interceptor;
