// SPDX-License-Identifier: Apache-2.0

/** The provider Microsoft.PolicyInsights beside its states: what is done about what is not as policy wants it. */
package io.cloister.sandbox.insights;
