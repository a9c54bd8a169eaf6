// SPDX-License-Identifier: Apache-2.0
/** The script that makes the managed egress proxy, Squid, of a machine. */
package io.cloister.activities.proxy;
