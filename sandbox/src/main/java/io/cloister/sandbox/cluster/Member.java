// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import io.cloister.sandbox.cluster.cloud.AzureAccess;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A machine that has joined.
 *
 * @param providerId as Azure's cloud provider spells it: {@code azure://} and the machine's id
 * @param taints as {@code key=value:Effect}
 * @param azure the way to Azure that this machine's identity and network give its pods, through the proxy that these were told
 */
public record Member(
        String hostName,
        String address,
        boolean controlPlane,
        String providerId,
        String zone,
        Map<String, String> labels,
        List<String> taints,
        Function<Optional<URI>, AzureAccess> azure) {

    public Member {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }
}
