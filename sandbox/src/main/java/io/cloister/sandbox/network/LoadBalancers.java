// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Locale;

/** A load balancer with its frontends, pools, probes and rules; an internal frontend has an address in a subnet. */
final class LoadBalancers implements ResourceType {

    static final List<String> COLLECTIONS = List.of(
            "frontendIPConfigurations",
            "backendAddressPools",
            "probes",
            "loadBalancingRules",
            "outboundRules",
            "inboundNatRules");

    @Override
    public String type() {
        return "Microsoft.Network/loadBalancers";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(3, 3, 6).withBodyAtOnce();
    }

    @Override
    public void write(Write write) {
        COLLECTIONS.forEach(collection -> InlineChildren.complete(write, collection));
        write.requireReferences();
        List<ObjectNode> frontends = InlineChildren.of(write.body(), "frontendIPConfigurations");
        PrivateAddresses.allocate(write.id(), frontends, write.before(), write.store());
        write.before().ifPresent(before -> refuseToDropUsedPool(write, before));
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        store.referrers(id).stream()
                .filter(user -> user.toLowerCase(Locale.ROOT).contains("/virtualmachinescalesets/"))
                .findFirst()
                .ifPresent(user -> {
                    throw ArmError.badRequest(
                            "LoadBalancerInUseByVirtualMachineScaleSet",
                            "Cannot delete load balancer " + id + " since its child resources are in use by virtual"
                                    + " machine scale set "
                                    + ResourceId.of(user).root() + ".");
                });
    }

    private static void refuseToDropUsedPool(Write write, ObjectNode before) {
        for (ObjectNode pool : InlineChildren.of(before, "backendAddressPools")) {
            ResourceId id = ResourceId.of(pool.path("id").asText());
            boolean stays = InlineChildren.of(write.body(), "backendAddressPools").stream()
                    .anyMatch(other -> other.path("name").asText().equalsIgnoreCase(id.name()));
            if (!stays
                    && !write.store().referrers(id).stream()
                            .allMatch(user -> ResourceId.of(user)
                                    .root()
                                    .key()
                                    .equals(write.id().key()))) {
                throw ArmError.badRequest(
                        "InUseBackendAddressPoolCannotBeDeleted",
                        "Backend address pool " + id + " is in use by "
                                + String.join(", ", write.store().referrers(id)) + ".");
            }
        }
    }
}
