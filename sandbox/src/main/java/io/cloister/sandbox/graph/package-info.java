// SPDX-License-Identifier: Apache-2.0

/** As much of Microsoft Graph as clients of the resource manager ask: who is behind an object id. */
package io.cloister.sandbox.graph;
