// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.address.PrivateAddresses;
import io.cloister.sandbox.network.model.InUse;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.network.shape.Sku;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** A load balancer: its frontends are all private, or all public; its answer says Succeeded while its operation runs. */
public final class LoadBalancers extends NetworkType {

    private static final List<String> MEMBERSHIPS =
            List.of("loadBalancerBackendAddressPools", "loadBalancerInboundNatRules");

    public LoadBalancers() {
        super(
                "loadBalancers",
                Timing.seconds(3, 3, 6).withBodyAtOnce(),
                new Shape(),
                new Frontends(),
                new BackendPools(),
                new LoadBalancingRules(),
                new Probes(),
                new InboundNatRules(),
                new OutboundRules(),
                new InboundNatPools());
    }

    @Override
    protected void check(Write balancer) {
        Sku.complete(
                balancer,
                ArmError.badRequest(
                        "BasicSkuLoadBalancerCreationNotAllowed",
                        "Load balancer " + balancer.id() + " cannot be made: the Basic sku was retired on 30 September"
                                + " 2025. Use the Standard sku."),
                "Gateway");
        RulePorts.requireApart(balancer);
        PrivateAddresses.allocate(
                balancer.id(), Parts.of(balancer.body(), Frontends.COLLECTION), balancer.before(), balancer.store());
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode balancer, Store store) {
        InUse.byScaleSet(id, store, "LoadBalancerInUseByVirtualMachineScaleSet");
    }

    /** Interfaces that were members of its pools are members of nothing. */
    @Override
    public void deleted(ResourceId id, ObjectNode balancer, Store store) {
        super.deleted(id, balancer, store);
        for (ObjectNode nic : store.ofType("Microsoft.Network/networkInterfaces")) {
            for (ObjectNode configuration : Parts.of(nic, "ipConfigurations")) {
                for (String list : MEMBERSHIPS) {
                    leave(configuration.path("properties").path(list), id);
                }
            }
        }
    }

    private static void leave(JsonNode memberships, ResourceId balancer) {
        for (int i = memberships.size() - 1; i >= 0; i--) {
            if (ResourceId.key(memberships.path(i).path("id").asText()).startsWith(balancer.key() + "/")) {
                ((ArrayNode) memberships).remove(i);
            }
        }
    }
}
