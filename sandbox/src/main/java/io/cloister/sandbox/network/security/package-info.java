// SPDX-License-Identifier: Apache-2.0

/** Security groups with their rules, and application security groups. */
package io.cloister.sandbox.network.security;
