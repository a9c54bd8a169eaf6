// SPDX-License-Identifier: Apache-2.0

/** The private network: the judge of every flow between machines, default deny, and the bastion's proxy into it. */
package io.cloister.sandbox.net;
