// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.InUse;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.network.shape.Sku;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** A range of public addresses, of a length that is given once. */
public final class PublicIpPrefixes extends NetworkType {

    private static final String LENGTH = "prefixLength";
    private static final String PREFIX = "ipPrefix";

    public PublicIpPrefixes() {
        super(
                "publicIPPrefixes",
                Timing.seconds(3, 3, 10),
                new Shape()
                        .number(LENGTH, 28, 31)
                        .byDefault(LENGTH, 28)
                        .fixed(LENGTH)
                        .choice("publicIPAddressVersion", "IPv4", "IPv6")
                        .byDefault("publicIPAddressVersion", "IPv4")
                        .fixed("publicIPAddressVersion")
                        .readOnly(PREFIX)
                        .usedBy("publicIPAddresses", "publicIPAddresses")
                        .usedByOne("natGateway", "natGateways"));
    }

    @Override
    protected void check(Write prefix) {
        Sku.complete(
                prefix,
                ArmError.badRequest("PublicIpPrefixBasicSkuNotSupported", "A public IP prefix has no Basic sku."),
                "StandardV2");
        if (!prefix.properties().has(PREFIX)) {
            prefix.properties().put(PREFIX, free(prefix));
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode prefix, Store store) {
        InUse.byAnyone(id, store, "Public IP prefix", "InUsePublicIpPrefixCannotBeDeleted");
    }

    /** From 198.18.0.0/15, which RFC 2544 keeps for benchmarks: sixteen addresses for each, whatever the length. */
    private static String free(Write prefix) {
        List<String> taken = prefix.store().ofType("Microsoft.Network/publicIPPrefixes").stream()
                .map(other -> other.path("properties").path(PREFIX).asText().replaceAll("/.*", ""))
                .toList();
        int next = 0;
        while (taken.contains(start(next))) {
            next++;
        }
        return start(next) + "/" + prefix.properties().path(LENGTH).asInt();
    }

    private static String start(int index) {
        return "198.18." + index / 16 % 256 + "." + index % 16 * 16;
    }
}
