// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A balancer's frontend offered to other networks, under an alias. Its subnet has to be without policies for such. */
public final class PrivateLinkServices extends NetworkType {

    static final String TYPE = "Microsoft.Network/privateLinkServices";

    private static final String FRONTENDS = "loadBalancerFrontendIpConfigurations";
    private static final String INTERFACES = "networkInterfaces";
    private static final String ALIAS = "alias";

    public PrivateLinkServices() {
        super(
                "privateLinkServices",
                Timing.seconds(10, 5, 10),
                new Shape().byDefault("enableProxyProtocol", false).readOnly(ALIAS, INTERFACES),
                new ServiceAddresses(),
                new ServiceConnections());
    }

    @Override
    protected void check(Write service) {
        ObjectNode properties = service.properties();
        if (properties.path(FRONTENDS).isEmpty() && !properties.has("destinationIPAddress")) {
            throw Malformed.missing(FRONTENDS, service.id());
        }
        List<ObjectNode> addresses = Parts.of(service.body(), ServiceAddresses.COLLECTION);
        if (addresses.isEmpty()) {
            throw Malformed.missing(ServiceAddresses.COLLECTION, service.id());
        }
        addresses.forEach(one ->
                requireOpenSubnet(service, one.at("/properties/subnet/id").asText()));
        if (addresses.stream().noneMatch(one -> one.at("/properties/primary").asBoolean())) {
            addresses.get(0).withObject("/properties").put("primary", true);
        }
        for (String list : new String[] {"visibility", "autoApproval"}) {
            properties.withObject("/" + list).withArray("/subscriptions");
        }
        for (String list : new String[] {"fqdns", INTERFACES}) {
            properties.withArray("/" + list);
        }
        if (!properties.has(ALIAS)) {
            properties.put(
                    ALIAS,
                    service.id().name() + "." + UUID.randomUUID() + "."
                            + service.body().path("location").asText() + ".azure.privatelinkservice");
        }
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode service = store.get(id).orElseThrow();
        JsonNode interfaces = service.at("/properties/" + INTERFACES);
        if (interfaces.isEmpty()) {
            ResourceId nic = LinkInterface.ofService(id, service, store);
            service.withObject("/properties").putArray(INTERFACES).addObject().put("id", nic.toString());
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode service, Store store) {
        super.refuseDelete(id, service, store);
        if (!service.at("/properties/" + ServiceConnections.COLLECTION).isEmpty()) {
            throw ArmError.badRequest(
                    "PrivateLinkServiceWithPrivateEndpointConnectionsCannotBeDeleted",
                    "Private link service " + id + " cannot be deleted since it has private endpoint connections."
                            + " Remove them first.");
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode service, Store store) {
        super.deleted(id, service, store);
        service.at("/properties/" + INTERFACES)
                .forEach(nic -> store.remove(ResourceId.of(nic.path("id").asText())));
    }

    /** Whether endpoints of a subscription need nobody's approval. */
    static boolean approves(ObjectNode service, String subscription) {
        return StreamSupport.stream(
                        service.at("/properties/autoApproval/subscriptions").spliterator(), false)
                .map(JsonNode::asText)
                .anyMatch(one -> one.equals("*") || one.equalsIgnoreCase(subscription));
    }

    private static void requireOpenSubnet(Write service, String subnet) {
        Optional<String> policies = service.store()
                .get(subnet)
                .map(found -> found.at("/properties/privateLinkServiceNetworkPolicies")
                        .asText());
        if (policies.filter("Enabled"::equalsIgnoreCase).isPresent()) {
            throw ArmError.badRequest(
                    "PrivateLinkServiceCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled",
                    "Private link service " + service.id() + " cannot be created in a subnet " + subnet
                            + " since it has private link service network policies enabled.");
        }
    }
}
