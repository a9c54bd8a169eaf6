// SPDX-License-Identifier: Apache-2.0
/** What Azure can be asked before anything is created: rights, policy, quota, VM sizes, and the networks to peer with. */
package io.cloister.activities.azure.policy;
