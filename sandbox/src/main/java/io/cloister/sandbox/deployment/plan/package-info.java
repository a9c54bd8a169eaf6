// SPDX-License-Identifier: Apache-2.0

/** What a template means: its parameters, variables and functions, and the resources that it comes to. */
package io.cloister.sandbox.deployment.plan;
