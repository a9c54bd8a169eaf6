// SPDX-License-Identifier: Apache-2.0
/** The Service-annotating webhook in the cluster: its certificates, rules, workload and registration. */
package io.cloister.activities.kubernetes.webhook;
