// SPDX-License-Identifier: Apache-2.0

/** The expressions of Azure's templates, {@code [concat('a', parameters('b'))]}: their grammar and the functions that need nothing but their arguments. */
package io.cloister.sandbox.template;
