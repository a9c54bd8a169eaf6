// SPDX-License-Identifier: Apache-2.0

/** What a person wants to see of a sandbox at one look: as JSON, as a web page, and in a terminal. */
package io.cloister.sandbox.overview;
