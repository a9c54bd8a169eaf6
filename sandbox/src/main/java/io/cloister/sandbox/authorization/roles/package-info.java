// SPDX-License-Identifier: Apache-2.0

/** Who may do what: roles, built in and custom, their assignments, and the check of every request against them. */
package io.cloister.sandbox.authorization.roles;
