// SPDX-License-Identifier: Apache-2.0

/** The sandbox as a whole: a pretend Azure, Vault, Kubernetes and private network in one process. */
package io.cloister.sandbox;
