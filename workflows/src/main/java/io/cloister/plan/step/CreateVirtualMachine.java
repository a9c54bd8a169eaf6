// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;

/**
 * Creates the proxy's VM, without public IP, from an image, with a {@code #cloud-config} that holds no secret. Idempotent by name.
 * Undo deletes it with its disk and network interface ({@code deleteOption}). Fails on quota, capacity and policy.
 */
public record CreateVirtualMachine(AzureResource resource, ResourceId networkInterface, Machine machine)
        implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.virtualMachine(this);
    }
}
