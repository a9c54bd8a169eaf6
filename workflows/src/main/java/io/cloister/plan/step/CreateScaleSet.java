// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import java.util.List;

/**
 * Creates a Uniform scale set without public IPs: its nodes poll Vault for what they lack, so it waits for nothing but its network,
 * identity and pools. Idempotent by name. Undo deletes it with its instances, disks and network interfaces.
 * Fails on quota, capacity ({@code AllocationFailed}) and policy.
 *
 * @param pools backend pools that its machines are in
 */
public record CreateScaleSet(
        AzureResource resource,
        Machine machine,
        int count,
        List<String> zones,
        ResourceId subnet,
        List<ResourceId> pools)
        implements Step {

    public CreateScaleSet {
        zones = List.copyOf(zones);
        pools = List.copyOf(pools);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.scaleSet(this);
    }
}
