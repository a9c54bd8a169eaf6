// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.vnet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.address.PrivateAddresses;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A network interface: made at once, its private addresses static or given from the subnet, in one network for ever. */
public final class NetworkInterfaces extends NetworkType {

    public NetworkInterfaces() {
        super(
                "networkInterfaces",
                Timing.seconds(0, 0, 6),
                new Shape()
                        .readOnly("virtualMachine", "macAddress", "primary", "privateEndpoint", "privateLinkService")
                        .byDefault("enableAcceleratedNetworking", false)
                        .byDefault("enableIPForwarding", false)
                        .byDefault("disableTcpStateTracking", false)
                        .byDefault("vnetEncryptionSupported", false)
                        .byDefault("nicType", "Standard")
                        .choice("auxiliaryMode", "None", "MaxConnections", "Floating", "AcceleratedConnections")
                        .byDefault("auxiliaryMode", "None")
                        .byDefault("auxiliarySku", "None"),
                new IpConfigurations());
    }

    @Override
    protected void check(Write nic) {
        List<ObjectNode> configurations = Parts.of(nic.body(), IpConfigurations.COLLECTION);
        if (configurations.isEmpty()) {
            throw ArmError.badRequest(
                    "NetworkInterfaceMustHaveIpConfiguration",
                    "Network interface " + nic.id() + " must have at least one IP configuration.");
        }
        IpConfigurations.settlePrimary(nic, configurations);
        PrivateAddresses.allocate(nic.id(), configurations, nic.before(), nic.store());
        ObjectNode properties = nic.properties();
        for (String list : List.of("tapConfigurations", "hostedWorkloads")) {
            if (!properties.path(list).isArray()) {
                properties.putArray(list);
            }
        }
        ObjectNode dns = properties.path("dnsSettings").isObject()
                ? properties.withObject("/dnsSettings")
                : properties.putObject("dnsSettings");
        for (String list : List.of("dnsServers", "appliedDnsServers")) {
            if (!dns.path(list).isArray()) {
                dns.putArray(list);
            }
        }
        dns.put("internalDomainNameSuffix", suffix(IpConfigurations.network(configurations.get(0))));
    }

    /** One for all interfaces of a network. Azure's own have as many letters and digits, without a meaning. */
    private static String suffix(String network) {
        String hash = UUID.nameUUIDFromBytes(network.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return "a" + new BigInteger(hash, 16).toString(36) + ".ax.internal.cloudapp.net";
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        String user = Stream.of("virtualMachine", "privateEndpoint", "privateLinkService")
                .map(kind -> resource.path("properties").path(kind).path("id").asText())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        if (!user.isEmpty()) {
            throw ArmError.badRequest(
                    "NicInUse",
                    "Network Interface " + id + " is used by existing resource " + user
                            + ". In order to delete the network interface, it must be dissociated from the resource. To"
                            + " learn more, see aka.ms/deletenic.");
        }
    }
}
