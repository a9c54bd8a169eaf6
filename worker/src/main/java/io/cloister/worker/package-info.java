// SPDX-License-Identifier: Apache-2.0
/** The process that runs workflows and activities: configuration, wiring, health and metrics. */
package io.cloister.worker;
