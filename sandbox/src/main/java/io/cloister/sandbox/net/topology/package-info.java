// SPDX-License-Identifier: Apache-2.0

/** Which addresses there are in the private network, whose they are, and by what way each machine gets out. */
package io.cloister.sandbox.net.topology;
