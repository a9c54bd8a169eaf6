// SPDX-License-Identifier: Apache-2.0

/** Properties of network resources as a documentation page lists them, and how a body that breaks them is refused. */
package io.cloister.sandbox.network.shape;
