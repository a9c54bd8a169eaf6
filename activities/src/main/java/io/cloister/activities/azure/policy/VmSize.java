// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.compute.models.ResourceSkuRestrictionsType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A VM size as one location offers it to one subscription.
 *
 * @param family the quota that its cores count against
 * @param zones where it can be had; logical numbers of the subscription
 * @param restricted whether the subscription may not use it there at all
 */
record VmSize(String name, String family, int cores, Set<String> zones, boolean restricted) {

    static VmSize of(ResourceSkuInner sku) {
        List<String> closed = stream(sku.restrictions())
                .filter(restriction -> restriction.type() == ResourceSkuRestrictionsType.ZONE)
                .flatMap(restriction -> stream(restriction.restrictionInfo().zones()))
                .toList();
        Set<String> zones = stream(sku.locationInfo())
                .flatMap(info -> stream(info.zones()))
                .filter(zone -> !closed.contains(zone))
                .collect(Collectors.toSet());
        boolean restricted = stream(sku.restrictions())
                .anyMatch(restriction -> restriction.type() == ResourceSkuRestrictionsType.LOCATION);
        int cores = stream(sku.capabilities())
                .filter(capability -> "vCPUs".equalsIgnoreCase(capability.name()))
                .mapToInt(capability -> Integer.parseInt(capability.value()))
                .findFirst()
                .orElse(0);
        return new VmSize(sku.name(), sku.family(), cores, zones, restricted);
    }

    private static <T> Stream<T> stream(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
