// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import java.util.List;

/**
 * What stands in the resource group at the end.
 *
 * @param resources ids of all resources in the group, ours and others'
 * @param owned those among them that carry the plan's tag
 * @param publicIps how many public IPs, instance configurations and frontends belong to the cluster
 */
public record PrivacyReport(List<String> resources, List<String> owned, int publicIps) {

    public PrivacyReport {
        resources = List.copyOf(resources);
        owned = List.copyOf(owned);
    }
}
