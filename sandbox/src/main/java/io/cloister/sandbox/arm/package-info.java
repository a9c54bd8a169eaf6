// SPDX-License-Identifier: Apache-2.0

/** The pretend Azure Resource Manager as one function from request to response, with its faults and request log. */
package io.cloister.sandbox.arm;
