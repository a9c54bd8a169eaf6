// SPDX-License-Identifier: Apache-2.0

/** What stands around the resources: tenants, subscriptions, locations, resource providers, groups and tags. */
package io.cloister.sandbox.subscription;
