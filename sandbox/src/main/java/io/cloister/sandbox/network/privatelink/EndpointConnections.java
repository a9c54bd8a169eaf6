// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Timing;
import java.util.List;
import java.util.Locale;

/**
 * What a private endpoint is connected with. A manual connection waits for the service's owner, and may name a service by its
 * alias; the others are approved at once.
 */
final class EndpointConnections extends Part {

    static final String AUTOMATIC = "privateLinkServiceConnections";
    static final String MANUAL = "manualPrivateLinkServiceConnections";

    private static final String SERVICE = "privateLinkServiceId";
    private static final String STATE = "privateLinkServiceConnectionState";

    /** Of these namespaces the sandbox knows what exists; services of others are taken to be there. */
    private static final List<String> KNOWN =
            List.of("microsoft.network", "microsoft.compute", "microsoft.managedidentity");

    EndpointConnections(String collection) {
        super(
                collection,
                Timing.IMMEDIATE,
                new Shape().required(SERVICE).fixed(SERVICE).readOnly(STATE));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }

    @Override
    protected void check(PartWrite connection) {
        ObjectNode properties = connection.properties();
        String service = properties.path(SERVICE).asText();
        boolean manual = collection().equals(MANUAL);
        if (!manual || !service.endsWith(".azure.privatelinkservice")) {
            requireService(connection, service, manual);
        }
        if (!properties.path("groupIds").isArray()) {
            properties.putArray("groupIds");
        }
        if (!properties.has(STATE)) {
            properties
                    .putObject(STATE)
                    .put("status", manual ? "Pending" : "Approved")
                    .put("description", manual ? "Awaiting Approval" : "")
                    .put("actionsRequired", "None");
        }
    }

    private static void requireService(PartWrite connection, String service, boolean manual) {
        ResourceId id = ResourceId.parse(service)
                .filter(one -> !one.isCollection() && !one.subscription().isEmpty())
                .orElseThrow(() -> Malformed.because(
                        "InvalidResourceId",
                        "Property '" + SERVICE + "' of " + connection.id() + " is no id of a resource: " + service));
        boolean known = KNOWN.contains(id.namespace().toLowerCase(Locale.ROOT));
        if (!manual && known && connection.whole().store().get(id).isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidResourceReference",
                    "Resource " + service + " referenced by resource "
                            + connection.whole().id()
                            + " was not found. Please make sure that the referenced resource exists, and that both"
                            + " resources are in the same region.");
        }
    }
}
