// SPDX-License-Identifier: Apache-2.0
/** The managed proxy: Squid, its rules, and how its machine sets itself up. */
package io.cloister.activities.proxy;
