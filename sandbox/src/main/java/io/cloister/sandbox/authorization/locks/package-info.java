// SPDX-License-Identifier: Apache-2.0

/** Management locks: what nobody may delete, or even change, whatever roles they have. */
package io.cloister.sandbox.authorization.locks;
