// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import java.util.List;
import java.util.Map;

/**
 * A group of equal nodes: one scale set.
 *
 * @param size Azure's name of the VM size, such as {@code Standard_D4s_v5}
 * @param osDiskGiB size of the OS disk in GiB
 * @param taints as Kubernetes writes them: {@code key=value:NoSchedule}
 */
public record NodePool(
        String name,
        Role role,
        String size,
        int count,
        List<String> zones,
        int osDiskGiB,
        Map<String, String> labels,
        List<String> taints) {

    public NodePool {
        zones = List.copyOf(zones);
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    public enum Role {
        CONTROL_PLANE,
        WORKER
    }
}
