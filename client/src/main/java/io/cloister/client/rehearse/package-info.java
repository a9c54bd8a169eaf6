// SPDX-License-Identifier: Apache-2.0
/** {@code cloister rehearse}: sandbox, Temporal and worker in one process; the only package that may use worker and sandbox. */
package io.cloister.client.rehearse;
