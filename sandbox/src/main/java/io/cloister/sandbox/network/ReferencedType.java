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

/**
 * A type with no rule of its own but these: what it points at exists, and it stays while something points at it.
 *
 * @param children its inline collection; empty for none
 * @param inUseCode how Azure refuses its deletion
 */
record ReferencedType(String type, Timing timing, String children, String inUseCode) implements ResourceType {

    static ReferencedType networkSecurityGroups() {
        return new ReferencedType(
                "Microsoft.Network/networkSecurityGroups",
                Timing.seconds(5, 5, 6),
                "securityRules",
                "InUseNetworkSecurityGroupCannotBeDeleted");
    }

    static ReferencedType routeTables() {
        return new ReferencedType(
                "Microsoft.Network/routeTables", Timing.seconds(5, 5, 6), "routes", "InUseRouteTableCannotBeDeleted");
    }

    static ReferencedType natGateways() {
        return new ReferencedType(
                "Microsoft.Network/natGateways", Timing.seconds(5, 5, 10), "", "InUseNatGatewayCannotBeDeleted");
    }

    static ReferencedType publicIpAddresses() {
        return new ReferencedType(
                "Microsoft.Network/publicIPAddresses", Timing.seconds(3, 3, 10), "", "PublicIPAddressCannotBeDeleted");
    }

    @Override
    public void write(Write write) {
        if (!children.isEmpty()) {
            InlineChildren.complete(write, children);
        }
        if (type.endsWith("/publicIPAddresses") && !write.properties().has("ipAddress")) {
            // From the range that RFC 5737 keeps for documentation: no such address is ever anyone's.
            write.properties()
                    .put(
                            "ipAddress",
                            "203.0.113." + (1 + Math.floorMod(write.id().key().hashCode(), 254)));
        }
        write.requireReferences();
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        List<String> users = store.referrers(id);
        if (!users.isEmpty()) {
            throw ArmError.badRequest(
                    inUseCode,
                    id.lastType() + " " + id + " cannot be deleted because it is in use by the following resources: "
                            + String.join(", ", users) + ". In order to delete it, remove the association first.");
        }
    }
}
