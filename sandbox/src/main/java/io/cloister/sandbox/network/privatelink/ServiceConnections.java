// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** An endpoint's connection as the service's owner sees it, who approves, rejects or removes it. */
final class ServiceConnections extends Part {

    static final String COLLECTION = "privateEndpointConnections";

    private static final String STATE = "privateLinkServiceConnectionState";

    ServiceConnections() {
        super(COLLECTION, Timing.seconds(3, 3, 3), new Shape().readOnly("privateEndpoint", "linkIdentifier"));
    }

    @Override
    protected boolean staysWhenUnsaid() {
        return true;
    }

    @Override
    protected void check(PartWrite connection) {
        if (connection.before().isEmpty()) {
            throw ArmError.badRequest(
                    "PrivateEndpointConnectionNotFound",
                    "Private endpoint connection " + connection.id() + " is made by a private endpoint alone.");
        }
        Shape state =
                new Shape().required("status").choice("status", "Approved", "Rejected", "Pending", "Disconnected");
        ObjectNode sent = connection.properties().withObject("/" + STATE);
        state.apply(connection.id(), sent, Optional.empty());
        if (!sent.has("description")) {
            sent.put("description", "");
        }
        sent.put("actionsRequired", "None");
    }

    @Override
    protected void completed(ResourceId id, Store store) {
        store.get(id)
                .ifPresent(connection -> tell(
                        connection,
                        id,
                        connection.at("/properties/" + STATE + "/status").asText(),
                        store));
    }

    @Override
    protected void removed(ResourceId id, ObjectNode connection, Store store) {
        tell(connection, id, "Disconnected", store);
    }

    /** Takes up the connections of an endpoint with services that are here. */
    static void connect(ResourceId endpointId, ObjectNode endpoint, Store store) {
        connections(endpoint)
                .forEach(own -> service(own, store).ifPresent(service -> {
                    boolean known = Parts.of(service, COLLECTION).stream().anyMatch(one -> isOf(one, endpointId));
                    if (!known) {
                        add(endpointId, own, service);
                    }
                }));
    }

    /** The endpoint is gone. */
    static void disconnect(ResourceId endpointId, Store store) {
        store.ofType(PrivateLinkServices.TYPE).forEach(service -> {
            var connections = service.withObject("/properties").withArray("/" + COLLECTION);
            for (int i = connections.size() - 1; i >= 0; i--) {
                if (isOf((ObjectNode) connections.get(i), endpointId)) {
                    connections.remove(i);
                }
            }
        });
    }

    private static void add(ResourceId endpointId, ObjectNode own, ObjectNode service) {
        ResourceId id = ResourceId.of(service.path("id").asText())
                .child(COLLECTION, endpointId.name() + "." + UUID.randomUUID());
        ObjectNode state = own.withObject("/properties/" + STATE);
        if (state.path("status").asText().equals("Pending")
                && PrivateLinkServices.approves(service, endpointId.subscription())) {
            state.put("status", "Approved").put("description", "Auto Approved");
        }
        ObjectNode connection =
                service.withObject("/properties").withArray("/" + COLLECTION).addObject();
        connection.put("id", id.toString()).put("name", id.name()).put("type", id.type());
        connection.set("etag", service.path("etag"));
        ObjectNode properties = connection.putObject("properties").put("provisioningState", "Succeeded");
        properties.putObject("privateEndpoint").put("id", endpointId.toString());
        properties.put(
                "linkIdentifier",
                Integer.toString(536_870_912 + Parts.of(service, COLLECTION).size()));
        properties.set(STATE, state.deepCopy());
    }

    private static void tell(ObjectNode connection, ResourceId id, String status, Store store) {
        store.get(connection.at("/properties/privateEndpoint/id").asText())
                .ifPresent(endpoint -> connections(endpoint)
                        .filter(own -> service(own, store)
                                .filter(service -> ResourceId.key(
                                                service.path("id").asText())
                                        .equals(id.parent().key()))
                                .isPresent())
                        .forEach(own -> own.withObject("/properties/" + STATE)
                                .put("status", status)
                                .put(
                                        "description",
                                        connection
                                                .at("/properties/" + STATE + "/description")
                                                .asText())));
    }

    private static Stream<ObjectNode> connections(ObjectNode endpoint) {
        return Stream.of(EndpointConnections.AUTOMATIC, EndpointConnections.MANUAL)
                .flatMap(collection -> Parts.of(endpoint, collection).stream());
    }

    /** By id or by alias. */
    private static Optional<ObjectNode> service(ObjectNode own, Store store) {
        String named = own.at("/properties/privateLinkServiceId").asText();
        return store.ofType(PrivateLinkServices.TYPE).stream()
                .filter(service -> ResourceId.key(service.path("id").asText()).equals(ResourceId.key(named))
                        || service.at("/properties/alias").asText().equalsIgnoreCase(named))
                .findFirst();
    }

    private static boolean isOf(ObjectNode connection, ResourceId endpoint) {
        return ResourceId.key(connection.at("/properties/privateEndpoint/id").asText())
                .equals(endpoint.key());
    }
}
