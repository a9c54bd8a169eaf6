// SPDX-License-Identifier: Apache-2.0

/** The expressions of Azure's templates, {@code [concat('a', parameters('b'))]}: how they are read, and how they come to a value. */
package io.cloister.sandbox.template;
