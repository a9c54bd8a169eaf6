// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.stream.StreamSupport;

/** A private endpoint: stays in the subnet it was made in, and takes its interface and its names along when it goes. */
public final class PrivateEndpoints extends NetworkType {

    private static final String CUSTOM_NAME = "customNetworkInterfaceName";
    private static final String INTERFACES = "networkInterfaces";
    private static final String CONFIGURATIONS = "ipConfigurations";

    public PrivateEndpoints() {
        super(
                "privateEndpoints",
                Timing.seconds(10, 5, 10),
                new Shape().required("subnet").fixed(CUSTOM_NAME).readOnly(INTERFACES, "customDnsConfigs"),
                new EndpointConnections(EndpointConnections.AUTOMATIC),
                new EndpointConnections(EndpointConnections.MANUAL));
    }

    @Override
    protected void check(Write endpoint) {
        ObjectNode properties = endpoint.properties();
        if (properties.path(EndpointConnections.AUTOMATIC).isEmpty()
                && properties.path(EndpointConnections.MANUAL).isEmpty()) {
            throw Malformed.missing(EndpointConnections.AUTOMATIC, endpoint.id());
        }
        if (properties.path(CUSTOM_NAME).asText().isEmpty()) {
            // Terraform says so that Azure is to choose
            properties.remove(CUSTOM_NAME);
        }
        Shape subnet = new Shape().fixed("id");
        subnet.apply(
                endpoint.id(),
                properties.withObject("/subnet"),
                endpoint.before().map(before -> before.at("/properties/subnet")));
        for (String list : List.of(INTERFACES, "customDnsConfigs", CONFIGURATIONS)) {
            if (!properties.path(list).isArray()) {
                properties.putArray(list);
            }
        }
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode endpoint = store.get(id).orElseThrow();
        ObjectNode properties = endpoint.withObject("/properties");
        if (properties.path(INTERFACES).isEmpty()) {
            ResourceId nic = LinkInterface.ofEndpoint(id, endpoint, store);
            properties.putArray(INTERFACES).addObject().put("id", nic.toString());
        }
        ServiceConnections.connect(id, endpoint, store);
        ArrayNode names = properties.putArray("customDnsConfigs");
        EndpointNames.of(endpoint).forEach(name -> {
            ObjectNode one = names.addObject().put("fqdn", name);
            addresses(endpoint, store).forEach(one.putArray("ipAddresses")::add);
        });
    }

    @Override
    public void deleted(ResourceId id, ObjectNode endpoint, Store store) {
        super.deleted(id, endpoint, store);
        PrivateDnsZoneGroups groups = new PrivateDnsZoneGroups();
        store.under(id + "/").toList().forEach(group -> {
            ResourceId groupId = ResourceId.of(group.path("id").asText());
            store.remove(groupId).ifPresent(gone -> groups.deleted(groupId, gone, store));
        });
        ServiceConnections.disconnect(id, store);
        interfaces(endpoint).forEach(store::remove);
    }

    static List<String> addresses(ObjectNode endpoint, Store store) {
        return interfaces(endpoint).stream()
                .flatMap(nic -> store.get(nic).stream())
                .flatMap(nic -> Parts.of(nic, CONFIGURATIONS).stream())
                .map(one -> one.at("/properties/privateIPAddress").asText())
                .toList();
    }

    private static List<ResourceId> interfaces(ObjectNode endpoint) {
        return StreamSupport.stream(endpoint.path("properties").path(INTERFACES).spliterator(), false)
                .map(one -> ResourceId.of(one.path("id").asText()))
                .toList();
    }
}
