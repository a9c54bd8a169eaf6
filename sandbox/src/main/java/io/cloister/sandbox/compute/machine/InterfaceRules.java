// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.VmSize;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Azure asks of the interfaces that one machine names together.
 *
 * @param references as its network profile has them
 */
record InterfaceRules(ResourceId machine, JsonNode references) {

    /** That it is refused is documented; the code and the words are assumed. */
    void refuseTwice() {
        Set<String> seen = new HashSet<>();
        for (JsonNode reference : references) {
            String id = reference.path("id").asText();
            if (!seen.add(ResourceId.key(id))) {
                throw OsProfiles.invalid(
                        "networkProfile.networkInterfaces",
                        "Network interface " + id + " is referenced more than once by virtual machine '"
                                + machine.name() + "'.");
            }
        }
    }

    /** Of several interfaces each says whether it is the primary one. Source: ansible/ansible issue 40648. */
    void requireOnePrimary() {
        if (references.size() < 2) {
            return;
        }
        int primary = 0;
        for (JsonNode reference : references) {
            JsonNode word = reference.path("properties").path("primary");
            if (!word.isBoolean()) {
                throw ArmError.badRequest(
                        "NetworkInterfaceMustHavePrimaryPropertySet",
                        "Network interface " + reference.path("id").asText() + " must have Primary property set.");
            }
            primary += word.asBoolean() ? 1 : 0;
        }
        if (primary != 1) {
            throw ArmError.badRequest(
                    "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
                    "Virtual machine " + machine.name() + " must have one network interface set as the primary.");
        }
    }

    /** Source: fortinet/fortigate-autoscale-azure issue 60, for the words. */
    void refuseMoreThan(VmSize size, int count) {
        if (count > size.maxInterfaces()) {
            throw ArmError.badRequest(
                    "NetworkInterfaceCountExceeded",
                    "The number of network interfaces for virtual machine " + machine.name()
                            + " exceeds the maximum allowed for the virtual machine size " + size.name()
                            + ". The number of network interfaces is " + count + " and the maximum allowed is "
                            + size.maxInterfaces() + ".");
        }
    }

    /** All of a machine's subnets are in one network. Source: Azure docs, "Network interfaces"; the words are assumed. */
    void requireOneNetwork(List<ObjectNode> nics) {
        String network = "";
        for (ObjectNode nic : nics) {
            for (JsonNode configuration : nic.at("/properties/ipConfigurations")) {
                String subnet = configuration.at("/properties/subnet/id").asText();
                String its = subnet.isEmpty()
                        ? network
                        : ResourceId.of(subnet).parent().toString();
                if (!network.isEmpty() && !ResourceId.key(network).equals(ResourceId.key(its))) {
                    throw ArmError.badRequest(
                            "SubnetsNotInSameVnet",
                            "Subnet " + ResourceId.of(subnet).name() + " referenced by resource "
                                    + nic.path("id").asText() + " is not in the same Virtual Network " + network
                                    + " as the subnets of other network interfaces of the virtual machine.");
                }
                network = its;
            }
        }
    }
}
