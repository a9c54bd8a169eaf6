// SPDX-License-Identifier: Apache-2.0

/** Microsoft.Authorization: who may do what (roles), and what nobody may do (policy), where it meets the store. */
package io.cloister.sandbox.authorization;
