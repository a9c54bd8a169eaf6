// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.ResourceId;
import java.util.Map;

/**
 * Applies the cloud node manager, the cloud controller and the pod network, by server-side apply: nodes stay tainted until
 * these are there. Idempotent. Undo does nothing: they go with the cluster's machines.
 *
 * @param kubernetesVersion without v, such as 1.36.2
 * @param cloudConfig the cloud controller's {@code azure.json}, without credentials: it uses the nodes' managed identity
 */
public record InstallAddOns(KubernetesAccess access, String kubernetesVersion, String podCidr, CloudConfig cloudConfig)
        implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.addOns(this);
    }

    /**
     * What the cloud controller must know; names are those of cloud-provider-azure's configuration.
     *
     * @param tags of all that the controller makes in Azure; absent from plans that were recorded before there were any
     */
    public record CloudConfig(
            String subscription,
            String resourceGroup,
            String location,
            String virtualNetwork,
            String workerSubnet,
            String securityGroup,
            ResourceId identity,
            Map<String, String> tags) {

        public CloudConfig {
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }
}
