// SPDX-License-Identifier: Apache-2.0

/** The provider Microsoft.PolicyInsights: whether what exists is as policy wants it, and what is done about it. */
package io.cloister.sandbox.insights;
