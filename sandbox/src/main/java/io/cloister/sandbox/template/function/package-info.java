// SPDX-License-Identifier: Apache-2.0

/** The template functions that need nothing but their arguments, by what they are about. */
package io.cloister.sandbox.template.function;
