// SPDX-License-Identifier: Apache-2.0

/** What clients have done inside machines: commands, patches, extensions to look up, and keys to log in with. */
package io.cloister.sandbox.compute.guest;
