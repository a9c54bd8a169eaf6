// SPDX-License-Identifier: Apache-2.0

/** What assigned policies make of a request: what they change, what they deny and why, and how Azure says so. */
package io.cloister.sandbox.policy;
