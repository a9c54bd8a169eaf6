// SPDX-License-Identifier: Apache-2.0

/** What a client sent becomes the state that is kept: the form it must have, its etag, merged or put in the place of the old. */
package io.cloister.sandbox.manager.body;
