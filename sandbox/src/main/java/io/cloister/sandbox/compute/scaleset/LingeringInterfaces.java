// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.operation.Timers;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a deleted Uniform scale set leaves for a while: its instances' interfaces, which keep their subnet in use although
 * the deletion has ended.
 *
 * <p>Source: hashicorp/terraform-provider-azurerm, which scales a set to zero first for this reason; how long is assumed.
 */
public final class LingeringInterfaces {

    private static final String NOTE = "lingers";
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Timers timers;

    public LingeringInterfaces(Supplier<Store> store, Timers timers) {
        this.timers = timers;
        timers.on(
                NOTE,
                id -> store.get()
                        .get(id)
                        .filter(found -> Notes.read(found, NOTE).asBoolean())
                        .ifPresent(found -> store.get().remove(id)));
    }

    void remove(ObjectNode instance, UniformMembers members, Store store) {
        ResourceId id = ResourceId.of(instance.path("id").asText());
        List<ObjectNode> left =
                members.interfaces(id).stream().map(ObjectNode::deepCopy).toList();
        members.remove(instance);
        for (ObjectNode nic : left) {
            letGo(nic);
            Notes.of(nic).put(NOTE, true);
            ResourceId nicId = ResourceId.of(nic.path("id").asText());
            store.put(nicId, nic);
            timers.set(NOTE, nicId, TIME);
        }
    }

    /** Only the subnet is still held. */
    private static void letGo(ObjectNode nic) {
        ObjectNode properties = nic.withObject("/properties");
        properties.remove(List.of("virtualMachine", "networkSecurityGroup"));
        for (JsonNode configuration : properties.path("ipConfigurations")) {
            ((ObjectNode) configuration)
                    .withObject("/properties")
                    .remove(List.of(
                            "loadBalancerBackendAddressPools",
                            "loadBalancerInboundNatPools",
                            "applicationGatewayBackendAddressPools",
                            "applicationSecurityGroups"));
        }
    }
}
