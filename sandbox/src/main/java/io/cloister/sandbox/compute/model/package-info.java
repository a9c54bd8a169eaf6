// SPDX-License-Identifier: Apache-2.0

/** What types of compute have in common: first-start settings, interfaces, what stays and what may not change. */
package io.cloister.sandbox.compute.model;
