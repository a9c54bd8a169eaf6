// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

/** Which load balancers a cluster has. PRIVATE: an internal Standard one; PUBLIC: one with a public IP. */
public enum AccessPoint {
    PRIVATE,
    PUBLIC
}
