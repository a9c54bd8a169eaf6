// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The public addresses of a Uniform scale set's instances, which are read below the scale set alone: of all, of one interface's
 * configuration, or one. Source: Azure REST docs, "Public IP Addresses - List Virtual Machine Scale Set Public IP Addresses".
 */
public final class InstanceAddresses implements Route {

    private static final String SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets/";
    private static final String NICS = SCALE_SETS + "virtualMachines/networkInterfaces";
    /** Nobody's: kept for measurements. Source: RFC 2544. */
    private static final Cidr RANGE = Prefixes.parse("198.18.0.0/15");

    private final Store store;

    public InstanceAddresses(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> call.is("GET") && id.lastType().equalsIgnoreCase("publicIPAddresses"))
                .filter(id -> id.type().regionMatches(true, 0, SCALE_SETS, 0, SCALE_SETS.length()))
                .map(id -> id.isCollection() ? Page.of(call, below(id.parent())) : Reply.ok(one(id)));
    }

    private List<ObjectNode> below(ResourceId parent) {
        if (store.get(parent).isEmpty()) {
            throw ArmError.notFound(parent);
        }
        String prefix = parent.key() + "/";
        return all().entrySet().stream()
                .filter(address -> address.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    private ObjectNode one(ResourceId id) {
        return Optional.ofNullable(all().get(id.key())).orElseThrow(() -> ArmError.notFound(id));
    }

    /** By the ids' keys. An address follows from the id, so that it stays while others come and go. */
    private Map<String, ObjectNode> all() {
        Map<String, ObjectNode> all = new TreeMap<>();
        Map<Long, String> taken = new TreeMap<>();
        for (ObjectNode nic : store.ofType(NICS)) {
            for (JsonNode configuration : nic.at("/properties/ipConfigurations")) {
                String id = configuration.at("/properties/publicIPAddress/id").asText();
                if (!id.isEmpty()) {
                    long address =
                            RANGE.first() + Math.floorMod(ResourceId.key(id).hashCode(), 1 << 17);
                    while (taken.containsKey(address)) {
                        address = address == RANGE.last() ? RANGE.first() : address + 1;
                    }
                    taken.put(address, id);
                    all.put(ResourceId.key(id), shown(id, configuration, Cidr.text(address)));
                }
            }
        }
        return all;
    }

    private static ObjectNode shown(String id, JsonNode configuration, String address) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("name", ResourceId.of(id).name()).put("id", id);
        shown.putObject("sku").put("name", "Standard").put("tier", "Regional");
        JsonNode model = configuration.at("/properties/publicIPAddressConfiguration/properties");
        ObjectNode properties = shown.putObject("properties");
        properties
                .put("provisioningState", "Succeeded")
                .put(
                        "publicIPAddressVersion",
                        model.path("publicIPAddressVersion").asText("IPv4"))
                .put("publicIPAllocationMethod", "Static")
                .put("idleTimeoutInMinutes", model.path("idleTimeoutInMinutes").asInt(4))
                .put("ipAddress", address);
        properties
                .putObject("ipConfiguration")
                .put("id", configuration.path("id").asText());
        properties.putArray("ipTags");
        return shown;
    }
}
