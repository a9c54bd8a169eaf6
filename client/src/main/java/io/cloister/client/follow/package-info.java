// SPDX-License-Identifier: Apache-2.0
/** Following a cluster's workflow to its end, live. */
package io.cloister.client.follow;
