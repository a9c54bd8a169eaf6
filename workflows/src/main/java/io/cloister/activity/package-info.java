// SPDX-License-Identifier: Apache-2.0

/** The ports: activity interfaces, and what passes through them. */
package io.cloister.activity;
