// SPDX-License-Identifier: Apache-2.0
/** The admission webhook that annotates Services, as a server to embed and as a program. */
package io.cloister.webhook;
