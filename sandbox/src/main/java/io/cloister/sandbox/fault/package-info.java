// SPDX-License-Identifier: Apache-2.0

/** What goes wrong on purpose: rules by request and occurrence, and what each kind of fault does to an answer. */
package io.cloister.sandbox.fault;
