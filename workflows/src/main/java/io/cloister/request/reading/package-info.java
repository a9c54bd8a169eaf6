// SPDX-License-Identifier: Apache-2.0

/** Reading a request from its file: fields, rules that tie them together, and what to write instead; the request itself is data. */
package io.cloister.request.reading;
