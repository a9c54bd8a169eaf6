// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

/**
 * How activities reach the cluster.
 *
 * @param apiServer its URL, such as {@code https://10.20.1.250:6443}
 * @param secretsPath KV v2 prefix below which the {@code kubeconfig} lies
 */
public record KubernetesAccess(String cluster, String apiServer, String secretsPath) {}
