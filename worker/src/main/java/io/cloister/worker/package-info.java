// SPDX-License-Identifier: Apache-2.0
/** The process that runs workflows and activities: its connection to Temporal, health and metrics. */
package io.cloister.worker;
