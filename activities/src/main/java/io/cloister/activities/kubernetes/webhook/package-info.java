// SPDX-License-Identifier: Apache-2.0

/** The Service-annotating webhook as it stands in a cluster: its objects and its certificate. */
package io.cloister.activities.kubernetes.webhook;
