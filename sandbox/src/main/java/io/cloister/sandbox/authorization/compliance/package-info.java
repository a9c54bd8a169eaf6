// SPDX-License-Identifier: Apache-2.0
/** How what exists stands with policy: compliance states, and their summary. */
package io.cloister.sandbox.authorization.compliance;
