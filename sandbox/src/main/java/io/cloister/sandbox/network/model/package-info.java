// SPDX-License-Identifier: Apache-2.0

/** What every type of Microsoft.Network does alike: parts kept inside, written alone or with their parent; references; use. */
package io.cloister.sandbox.network.model;
