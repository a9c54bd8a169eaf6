// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;

/**
 * The records of one kind and name in a zone; {@code @} is the zone itself. Written and deleted at once.
 *
 * @param kind such as A
 * @param property where the records are: a list, or one record for kinds of which a name has but one
 * @param field what a record cannot be without
 */
public record RecordSets(String kind, String property, String field) implements ImmediateType {

    private static final String SOA = "SOA";
    private static final String APEX = "@";

    public static List<RecordSets> all() {
        return List.of(
                new RecordSets("A", "aRecords", "ipv4Address"),
                new RecordSets("AAAA", "aaaaRecords", "ipv6Address"),
                new RecordSets("CNAME", "cnameRecord", "cname"),
                new RecordSets("MX", "mxRecords", "exchange"),
                new RecordSets("PTR", "ptrRecords", "ptrdname"),
                new RecordSets(SOA, "soaRecord", "email"),
                new RecordSets("SRV", "srvRecords", "target"),
                new RecordSets("TXT", "txtRecords", "value"));
    }

    @Override
    public String type() {
        return PrivateDnsZones.TYPE + "/" + kind;
    }

    @Override
    public void write(Write set) {
        ResourceId id = set.id();
        ObjectNode properties = set.properties();
        if (!properties.path("ttl").canConvertToInt() || properties.path("ttl").asInt() < 0) {
            throw bad("The 'TTL' of record set '" + id + "' must be given, and be from 0 to 2147483647.");
        }
        if (kind.equals(SOA) && set.before().isEmpty()) {
            throw bad("A record set of type 'SOA' cannot be created; there is one with every zone, named '@'.");
        }
        if (kind.equals("CNAME") && id.name().equals(APEX)) {
            throw bad("A record set of type 'CNAME' cannot be created at the zone apex ('@').");
        }
        refuseBesideAlias(set);
        JsonNode records = properties.path(property);
        for (JsonNode one : records.isArray() ? records : List.of(records)) {
            if (!one.isMissingNode()) {
                requireRecord(one, id);
            }
        }
        if (property.endsWith("Records")) {
            // the set with no record yet that `az network private-dns record-set a create` makes has an empty list
            properties.withArray("/" + property);
        }
        String zone = id.parent().name();
        properties.put("fqdn", (id.name().equals(APEX) ? "" : id.name() + ".") + zone + ".");
        properties.put("isAutoRegistered", false);
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode set, Store store) {
        if (kind.equals(SOA)) {
            throw bad("A record set of type 'SOA' cannot be deleted.");
        }
    }

    static void addStartOfAuthority(ResourceId zone, Store store) {
        ResourceId id = zone.child(SOA, APEX);
        if (store.get(id).isPresent()) {
            return;
        }
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.put("id", id.toString())
                .put("name", APEX)
                .put("type", id.type())
                .put("etag", UUID.randomUUID().toString());
        set.putObject("properties")
                .put("fqdn", zone.name() + ".")
                .put("isAutoRegistered", false)
                .put("ttl", 3600)
                .putObject("soaRecord")
                .put("email", "azureprivatedns-host.microsoft.com")
                .put("expireTime", 2_419_200)
                .put("host", "azureprivatedns.net")
                .put("minimumTtl", 10)
                .put("refreshTime", 3600)
                .put("retryTime", 300)
                .put("serialNumber", 1);
        store.put(id, set);
    }

    private void refuseBesideAlias(Write set) {
        ResourceId zone = set.id().parent();
        set.store()
                .under(zone + "/")
                .map(other -> ResourceId.of(other.path("id").asText()))
                .filter(other -> other.name().equalsIgnoreCase(set.id().name())
                        && !other.key().equals(set.id().key())
                        && !other.lastType().equals(VirtualNetworkLinks.COLLECTION))
                .filter(other -> kind.equals("CNAME") || other.lastType().equals("CNAME"))
                .findFirst()
                .ifPresent(other -> {
                    throw bad("The record set '" + set.id() + "' cannot be created because record set '" + other
                            + "' has the same name: a CNAME record set has its name for itself.");
                });
    }

    private void requireRecord(JsonNode one, ResourceId id) {
        JsonNode value = one.path(field);
        boolean fine = switch (kind) {
            case "A" -> Cidr.address(value.asText()).isPresent();
            case "AAAA" -> value.asText().contains(":");
            case "TXT" -> value.isArray() && !value.isEmpty();
            default -> !value.asText().isEmpty();
        };
        if (!fine) {
            throw bad("The value '" + value.asText() + "' of '" + field + "' in record set '" + id
                    + "' is not valid for a record of type '" + kind + "'.");
        }
    }

    private static ArmError bad(String message) {
        return ArmError.badRequest("BadRequest", message);
    }
}
