// SPDX-License-Identifier: Apache-2.0

/** What the controllers of a cluster share: what they look at, and how they tell of it. */
package io.cloister.sandbox.cluster.controller;
