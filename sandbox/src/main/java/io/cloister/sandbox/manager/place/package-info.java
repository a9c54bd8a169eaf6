// SPDX-License-Identifier: Apache-2.0

/** The types of what holds resources: management groups, subscriptions and resource groups. */
package io.cloister.sandbox.manager.place;
