// SPDX-License-Identifier: Apache-2.0

/** Chapter 6: the one workflow per cluster that lives as long as the cluster does. */
package io.cloister.lifecycle;
