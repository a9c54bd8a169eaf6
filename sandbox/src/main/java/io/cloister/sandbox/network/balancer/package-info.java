// SPDX-License-Identifier: Apache-2.0

/** Load balancers with every part of theirs. */
package io.cloister.sandbox.network.balancer;
