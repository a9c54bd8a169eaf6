// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.dns.PrivateDnsZones;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The zones that an endpoint's names are kept in: their A records come and go with the group. */
public final class PrivateDnsZoneGroups implements ResourceType {

    private static final String CONFIGS = "privateDnsZoneConfigs";
    private static final String RECORDS = "recordSets";

    /** A record set that the group makes. */
    private record Record(ResourceId id, List<String> addresses) {}

    @Override
    public String type() {
        return "Microsoft.Network/privateEndpoints/privateDnsZoneGroups";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(5, 5, 5);
    }

    @Override
    public void write(Write group) {
        ObjectNode endpoint = group.store().get(group.id().parent()).orElseThrow();
        Malformed.requireProperties(group.body(), group.id());
        for (ObjectNode config : configs(group.body())) {
            ObjectNode properties = config.withObject("/properties");
            String zone = properties.path("privateDnsZoneId").asText();
            if (!config.path("name").isTextual() || zone.isEmpty()) {
                throw Malformed.missing("privateDnsZoneId", group.id());
            }
            ObjectNode found = group.store()
                    .get(zone)
                    .filter(one -> one.path("type").asText().equalsIgnoreCase(PrivateDnsZones.TYPE))
                    .orElseThrow(() -> {
                        group.refuseReference(zone);
                        return new IllegalStateException("refused");
                    });
            config.put(
                    "id", group.id() + "/" + CONFIGS + "/" + config.path("name").asText());
            config.put("type", type() + "/" + CONFIGS);
            properties.put("provisioningState", "Succeeded");
            records(properties.putArray(RECORDS), endpoint, found.path("name").asText(), group.store());
        }
        group.before().ifPresent(before -> removeRecords(before, group.store()));
    }

    @Override
    public void completed(ResourceId id, Store store) {
        store.get(id).stream().flatMap(PrivateDnsZoneGroups::made).toList().forEach(record -> {
            ObjectNode set = JsonNodeFactory.instance.objectNode();
            set.put("id", record.id().toString())
                    .put("name", record.id().name())
                    .put("type", record.id().type())
                    .put("etag", UUID.randomUUID().toString());
            ObjectNode properties = set.putObject("properties");
            properties
                    .put("ttl", 10)
                    .put("fqdn", record.id().name() + "." + record.id().parent().name() + ".")
                    .put("isAutoRegistered", false);
            ArrayNode records = properties.putArray("aRecords");
            record.addresses().forEach(address -> records.addObject().put("ipv4Address", address));
            if (store.get(record.id().parent()).isPresent()) {
                store.put(record.id(), set);
            }
        });
    }

    @Override
    public void deleted(ResourceId id, ObjectNode group, Store store) {
        removeRecords(group, store);
    }

    private static void removeRecords(ObjectNode group, Store store) {
        made(group).map(Record::id).toList().forEach(store::remove);
    }

    private static void records(ArrayNode records, ObjectNode endpoint, String zone, Store store) {
        for (String name : EndpointNames.of(endpoint)) {
            String first = name.substring(0, name.indexOf('.'));
            ObjectNode record = records.addObject();
            record.put("recordType", "A")
                    .put("recordSetName", first)
                    .put("fqdn", first + "." + zone)
                    .put("ttl", 10)
                    .put("provisioningState", "Succeeded");
            PrivateEndpoints.addresses(endpoint, store).forEach(record.putArray("ipAddresses")::add);
        }
    }

    private static Stream<Record> made(ObjectNode group) {
        return configs(group).stream().map(config -> config.path("properties")).flatMap(properties -> {
            ResourceId zone = ResourceId.of(properties.path("privateDnsZoneId").asText());
            return StreamSupport.stream(properties.path(RECORDS).spliterator(), false)
                    .map(record -> new Record(
                            zone.child("A", record.path("recordSetName").asText()),
                            StreamSupport.stream(record.path("ipAddresses").spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList()));
        });
    }

    private static List<ObjectNode> configs(ObjectNode group) {
        return StreamSupport.stream(group.path("properties").path(CONFIGS).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
