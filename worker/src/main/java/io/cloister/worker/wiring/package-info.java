// SPDX-License-Identifier: Apache-2.0
/** Making activities of a worker's environment: settings, connections, and what each activity is given. */
package io.cloister.worker.wiring;
