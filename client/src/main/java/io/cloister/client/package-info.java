// SPDX-License-Identifier: Apache-2.0
/** The command line: each command in a class of its own. */
package io.cloister.client;
