// SPDX-License-Identifier: Apache-2.0
/** The sandbox as a rehearsal sees it from outside: faults to set, logs to read, and what is there before and after. */
package io.cloister.client.rehearse.control;
