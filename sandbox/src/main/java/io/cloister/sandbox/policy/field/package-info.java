// SPDX-License-Identifier: Apache-2.0

/** The fields of a resource as policy names them, aliases among them: where they are, how they are read and changed. */
package io.cloister.sandbox.policy.field;
