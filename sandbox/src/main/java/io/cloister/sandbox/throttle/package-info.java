// SPDX-License-Identifier: Apache-2.0

/** How many requests Azure takes in which time: token buckets of the resource manager's and of its providers'. */
package io.cloister.sandbox.throttle;
