// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.ResourceTypes;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What can be asked of network resources beside themselves: free names and addresses, usages, and lists of what is related. */
public final class NetworkRoutes implements Route {

    private static final String NAMESPACE = "Microsoft.Network";

    private final Store store;
    private final ResourceTypes types;

    public NetworkRoutes(Store store, ResourceTypes types) {
        this.store = store;
        this.types = types;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> id.namespace().equalsIgnoreCase(NAMESPACE))
                .flatMap(id -> answer(call, id));
    }

    private Optional<Reply> answer(Call call, ResourceId id) {
        String asked = path(id);
        if (call.is("POST")) {
            return switch (asked) {
                case "networkinterfaces/effectiveroutetable" ->
                    Optional.of(Reply.list(new EffectiveRoutes(store).of(require(id.parent()))));
                case "networkinterfaces/effectivenetworksecuritygroups" ->
                    Optional.of(Reply.list(new EffectiveGroups(store, this::shown).of(require(id.parent()))));
                case "loadbalancers/backendaddresspools/queryinboundnatruleportmapping" ->
                    Optional.of(Reply.ok(new PortMappings(store).of(shown(require(id.parent())), call.json())));
                default -> Optional.empty();
            };
        }
        return call.is("GET") ? read(call, id, asked) : Optional.empty();
    }

    private Optional<Reply> read(Call call, ResourceId id, String asked) {
        return switch (asked) {
            case "locations/checkdnsnameavailability" ->
                Optional.of(dnsName(call, id.names().get(0)));
            case "locations/servicetagdetails" -> Optional.of(Page.of(call, ServiceTags.details(call, id)));
            case "locations/availableprivateendpointtypes", "locations/availableservicealiases" ->
                Optional.of(Page.of(call, ServiceOffers.of(id)));
            case "locations/servicetags" -> Optional.of(Reply.ok(ServiceTags.of(id)));
            case "locations/availabledelegations" -> Optional.of(Reply.list(SubnetServices.delegations(id)));
            case "locations/virtualnetworkavailableendpointservices" ->
                Optional.of(Reply.list(SubnetServices.endpoints(id)));
            case "virtualnetworks/checkipaddressavailability" ->
                Optional.of(Reply.ok(AddressSpace.of(require(id.parent()), store)
                        .availability(call.query().getOrDefault("ipaddress", ""))));
            case "virtualnetworks/usages" ->
                Optional.of(
                        Reply.list(AddressSpace.of(require(id.parent()), store).usages()));
            case "virtualnetworks/subnets/resourcenavigationlinks",
                    "virtualnetworks/subnets/serviceassociationlinks" -> {
                require(id.parent());
                yield Optional.of(Reply.list(List.of()));
            }
            case "networksecuritygroups/defaultsecurityrules" -> Optional.of(defaultRules(call, id));
            case "loadbalancers/networkinterfaces" ->
                Optional.of(Page.of(call, related(id.parent(), "networkInterfaces")));
            case "networkinterfaces/loadbalancers" -> Optional.of(Page.of(call, balancersOf(id.parent())));
            case "privatednszones/all", "privatednszones/recordsets" -> Optional.of(recordSets(call, id.parent()));
            default -> Optional.empty();
        };
    }

    private Reply dnsName(Call call, String location) {
        String label = call.query().getOrDefault("domainnamelabel", "");
        boolean taken = store.ofType(NAMESPACE + "/publicIPAddresses").stream()
                .filter(address -> address.path("location").asText().equalsIgnoreCase(location))
                .map(address -> address.at("/properties/dnsSettings/domainNameLabel"))
                .anyMatch(other -> other.asText().equalsIgnoreCase(label));
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("available", !taken));
    }

    private Reply defaultRules(Call call, ResourceId id) {
        JsonNode rules =
                shown(require(id.isCollection() ? id.parent() : id.root())).at("/properties/defaultSecurityRules");
        if (id.isCollection()) {
            return Page.of(call, objects(rules).toList());
        }
        return Reply.ok(objects(rules)
                .filter(rule -> rule.path("name").asText().equalsIgnoreCase(id.name()))
                .findFirst()
                .orElseThrow(() -> new ArmError(404, "NotFound", "Resource " + id + " not found.")));
    }

    private Reply recordSets(Call call, ResourceId zone) {
        String suffix = call.query().getOrDefault("$recordsetnamesuffix", "");
        ResourceId found = ResourceId.of(require(zone).path("id").asText());
        return Page.of(
                call,
                store.under(found + "/")
                        .filter(one -> !one.path("type").asText().endsWith("/virtualNetworkLinks"))
                        .filter(one -> one.path("name").asText().endsWith(suffix))
                        .map(this::shown)
                        .toList());
    }

    private List<ObjectNode> related(ResourceId id, String type) {
        require(id);
        return store.referrers(id).stream()
                .map(ResourceId::of)
                .filter(from -> from.types().contains(type))
                .map(ResourceId::parent)
                .map(ResourceId::toString)
                .distinct()
                .flatMap(from -> store.get(from).stream())
                .map(this::shown)
                .toList();
    }

    private List<ObjectNode> balancersOf(ResourceId nic) {
        String links = require(nic).toString().toLowerCase(Locale.ROOT);
        return store.ofType(NAMESPACE + "/loadBalancers").stream()
                .filter(balancer ->
                        links.contains(ResourceId.key(balancer.path("id").asText()) + "/backendaddresspools/"))
                .map(this::shown)
                .toList();
    }

    private ObjectNode require(ResourceId id) {
        return store.get(id)
                .orElseThrow(() -> ArmError.notFound(
                        types.find(id).map(ResourceType::type).map(id::typed).orElse(id)));
    }

    private ObjectNode shown(ObjectNode stored) {
        return types.shown(stored, new Backlinks(store));
    }

    private static Stream<ObjectNode> objects(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(ObjectNode.class::cast);
    }

    private static String path(ResourceId id) {
        return String.join("/", id.types()).toLowerCase(Locale.ROOT);
    }
}
