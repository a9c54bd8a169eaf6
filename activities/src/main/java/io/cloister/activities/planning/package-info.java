// SPDX-License-Identifier: Apache-2.0
/** A request becomes a plan, and everybody who can refuse it is asked before the first write. */
package io.cloister.activities.planning;
