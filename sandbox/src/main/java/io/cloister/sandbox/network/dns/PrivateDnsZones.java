// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.dns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.regex.Pattern;

/** A private DNS zone: global, with a start-of-authority record from the beginning, and there to stay while linked. */
public final class PrivateDnsZones implements ResourceType {

    public static final String TYPE = "Microsoft.Network/privateDnsZones";

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[\\w](?:[\\w-]{0,62})(?:\\.[\\w](?:[\\w-]{0,62})){1,33}");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(5, 5, 5);
    }

    @Override
    public boolean patchesTagsOnly() {
        return true;
    }

    @Override
    public void write(Write zone) {
        if (!NAME.matcher(zone.id().name()).matches()) {
            throw ArmError.badRequest(
                    "BadRequest",
                    "The resource name '" + zone.id().name() + "' is invalid: a private DNS zone has between 2 and 34"
                            + " labels of 1 to 63 characters.");
        }
        if (!zone.body().path("location").asText().equals("global")) {
            throw ArmError.badRequest(
                    "LocationNotAvailableForResourceType",
                    "The provided location '" + zone.body().path("location").asText()
                            + "' is not available for resource type '" + TYPE
                            + "'. List of available regions for the resource type is 'global'.");
        }
        ObjectNode properties = zone.body().putObject("properties");
        properties
                .put("maxNumberOfRecordSets", 25_000)
                .put("maxNumberOfVirtualNetworkLinks", 1000)
                .put("maxNumberOfVirtualNetworkLinksWithRegistration", 100);
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        RecordSets.addStartOfAuthority(id, store);
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode zone, Store store) {
        if (store.under(id + "/" + VirtualNetworkLinks.COLLECTION + "/")
                .findAny()
                .isPresent()) {
            throw ArmError.conflict(
                    "CannotDeleteResource", "Can not delete resource before nested resources are deleted.");
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode zone, Store store) {
        List<ObjectNode> inside = store.under(id + "/").toList();
        inside.forEach(one -> store.remove(ResourceId.of(one.path("id").asText())));
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        List<ObjectNode> inside = links.below(shown.path("id").asText());
        List<ObjectNode> linked = inside.stream()
                .filter(one -> one.path("type").asText().endsWith("/" + VirtualNetworkLinks.COLLECTION))
                .toList();
        shown.withObject("/properties")
                .put("numberOfRecordSets", inside.size() - linked.size())
                .put("numberOfVirtualNetworkLinks", linked.size())
                .put("numberOfVirtualNetworkLinksWithRegistration", (int)
                        linked.stream().filter(VirtualNetworkLinks::registers).count());
    }
}
