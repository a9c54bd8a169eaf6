// SPDX-License-Identifier: Apache-2.0

/** What all of the pretend Azure's resources share: ids, errors, the store, and what a resource type has to say. */
package io.cloister.sandbox.resource;
