// SPDX-License-Identifier: Apache-2.0

/** Chapter 3: which way out every group of machines has, computed before anything is created. */
package io.cloister.egress;
