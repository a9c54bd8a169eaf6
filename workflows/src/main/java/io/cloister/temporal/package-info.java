// SPDX-License-Identifier: Apache-2.0

/** How Temporal is spoken to: task queues, ids, the payload format, and failure types. */
package io.cloister.temporal;
