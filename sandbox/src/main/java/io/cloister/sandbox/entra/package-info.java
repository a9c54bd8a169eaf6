// SPDX-License-Identifier: Apache-2.0

/** A tiny Entra: issues and verifies the tokens by which clients and machines prove who they are. */
package io.cloister.sandbox.entra;
