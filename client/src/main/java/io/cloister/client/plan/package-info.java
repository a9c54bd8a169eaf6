// SPDX-License-Identifier: Apache-2.0
/** How a plan is shown, to people and to programs. */
package io.cloister.client.plan;
