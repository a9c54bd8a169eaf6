// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.InUse;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A network security group: rules of its own, no two of one direction with one priority, and Azure's six defaults. */
public final class NetworkSecurityGroups extends NetworkType {

    public NetworkSecurityGroups() {
        super(
                "networkSecurityGroups",
                Timing.seconds(5, 5, 6),
                new Shape()
                        .readOnly("defaultSecurityRules")
                        .byDefault("flushConnection", false)
                        .usedBy("subnets", "virtualNetworks/subnets")
                        .usedBy("networkInterfaces", "networkInterfaces"),
                new SecurityRules());
    }

    @Override
    protected void check(Write group) {
        Map<String, String> taken = new HashMap<>();
        for (ObjectNode rule : Parts.of(group.body(), SecurityRules.COLLECTION)) {
            String place = (rule.path("properties").path("direction").asText() + " "
                            + rule.path("properties").path("priority").asInt())
                    .toLowerCase(Locale.ROOT);
            String other = taken.put(place, rule.path("name").asText());
            if (other != null) {
                throw ArmError.badRequest(
                        "SecurityRuleConflict",
                        "Security rule " + rule.path("name").asText() + " conflicts with rule " + other
                                + ". Rules cannot have the same Priority and Direction.");
            }
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode group, Store store) {
        InUse.byScaleSet(id, store, "NetworkSecurityGroupInUseByVirtualMachineScaleSet");
        InUse.byAnyone(id, store, "Network security group", "InUseNetworkSecurityGroupCannotBeDeleted");
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        super.show(shown, links);
        shown.withObject("/properties").set("defaultSecurityRules", DefaultSecurityRules.of(shown));
    }
}
