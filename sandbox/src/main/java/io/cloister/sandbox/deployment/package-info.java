// SPDX-License-Identifier: Apache-2.0

/** Template deployments: checked as a whole, then carried out resource by resource in the order of their dependencies. */
package io.cloister.sandbox.deployment;
