// SPDX-License-Identifier: Apache-2.0

/** What every request and every answer goes through, whatever it is about: form, refusals and headers. */
package io.cloister.sandbox.arm.front;
