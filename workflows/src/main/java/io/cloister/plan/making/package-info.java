// SPDX-License-Identifier: Apache-2.0

/** Making a plan of a request: names, addresses and steps, chapter by chapter; the plan itself is data and knows nothing of this. */
package io.cloister.plan.making;
