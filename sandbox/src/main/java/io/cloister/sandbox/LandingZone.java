// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.Arm;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a company has in Azure before Cloister comes: groups, the hub, other teams' things. */
final class LandingZone {

    private static final String NETWORK = "/providers/Microsoft.Network/";
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    private final Arm arm;
    private final SandboxOptions options;
    private final String group;

    private LandingZone(Arm arm, SandboxOptions options) {
        this.arm = arm;
        this.options = options;
        this.group = "/subscriptions/" + options.subscription() + "/resourceGroups/" + options.resourceGroup();
    }

    static void seed(Arm arm, SandboxOptions options) {
        LandingZone zone = new LandingZone(arm, options);
        zone.resourceGroup(zone.group);
        zone.resourceGroup(options.hubNetwork().replaceFirst("(?i)/providers/.*", ""));
        zone.hub();
        zone.othersThings();
        if (options.policy()) {
            DenyPublicAddresses.seed(arm, options.subscription(), zone.group);
        }
    }

    private void resourceGroup(String id) {
        ObjectNode resource = object().put("location", options.location());
        resource.putObject("properties").put("provisioningState", "Succeeded");
        arm.seed(id, resource);
    }

    private void hub() {
        String partner = options.hubNetwork().replaceFirst("[^/]+$", "vnet-team-a");
        network(options.hubNetwork(), options.hubCidr(), "snet-shared");
        network(partner, "172.20.0.0/16", "snet-team-a");
        peering(options.hubNetwork(), "team-a", partner);
        peering(partner, "hub", options.hubNetwork());
    }

    private void network(String id, String cidr, String subnet) {
        ObjectNode resource = object().put("location", options.location());
        ObjectNode properties = resource.putObject("properties").put("provisioningState", "Succeeded");
        properties.putObject("addressSpace").putArray("addressPrefixes").add(cidr);
        ObjectNode child = properties.putArray("subnets").addObject();
        child.put("id", id + "/subnets/" + subnet).put("name", subnet);
        child.put("type", "Microsoft.Network/virtualNetworks/subnets");
        child.putObject("properties")
                .put("addressPrefix", cidr.replaceFirst("/\\d+$", "/24"))
                .put("defaultOutboundAccess", false)
                .put("provisioningState", "Succeeded");
        arm.seed(id, resource);
    }

    private void peering(String network, String name, String remote) {
        ObjectNode resource = object();
        ObjectNode properties = resource.putObject("properties");
        properties.putObject("remoteVirtualNetwork").put("id", remote);
        properties.put("allowVirtualNetworkAccess", true).put("peeringState", "Connected");
        properties.put("peeringSyncLevel", "FullyInSync").put("provisioningState", "Succeeded");
        arm.seed(network + "/virtualNetworkPeerings/" + name, resource);
    }

    private void othersThings() {
        ObjectNode securityGroup = object().put("location", options.location());
        securityGroup.putObject("tags").put("owner", "team-a");
        securityGroup
                .putObject("properties")
                .put("provisioningState", "Succeeded")
                .putArray("securityRules");
        arm.seed(group + NETWORK + "networkSecurityGroups/team-a-nsg", securityGroup);

        String identity = group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/team-a-identity";
        arm.seed(identity, object().put("location", options.location()));
        String principal = arm.resources()
                .get(identity)
                .map(found -> found.at("/properties/principalId").asText())
                .orElseThrow();
        ObjectNode assignment = object();
        assignment
                .putObject("properties")
                .put(
                        "roleDefinitionId",
                        "/subscriptions/" + options.subscription()
                                + "/providers/Microsoft.Authorization/roleDefinitions/" + READER)
                .put("principalId", principal)
                .put("principalType", "ServicePrincipal")
                .put("scope", group);
        String name = UUID.nameUUIDFromBytes("team-a reads".getBytes(StandardCharsets.UTF_8))
                .toString();
        arm.seed(group + "/providers/Microsoft.Authorization/roleAssignments/" + name, assignment);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
