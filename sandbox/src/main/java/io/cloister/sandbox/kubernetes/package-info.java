// SPDX-License-Identifier: Apache-2.0

/** A Kubernetes API server: any resource, kept generically, and admission webhooks that are really called. */
package io.cloister.sandbox.kubernetes;
