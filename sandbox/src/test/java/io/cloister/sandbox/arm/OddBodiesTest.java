// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OddBodiesTest {

    private static final List<String> ODD = List.of(
            "'x'", "''", "5", "-1", "true", "[]", "{}", "[5]", "[[]]", "{'id':5}", "{'id':'/x','name':'y'}", "[{}]");

    private static final String SUBNET = "{'id':'" + Azure.VNET + "/subnets/nodes'}";

    static Stream<List<String>> bodies() {
        return Map.of(
                        "virtualNetworks/v",
                        "{'location':'westeurope','tags':{'a':'b'},'properties':{'addressSpace':{'addressPrefixes':"
                                + "['10.0.0.0/16']},'subnets':[{'name':'a','properties':{'addressPrefix':'10.0.0.0/24',"
                                + "'defaultOutboundAccess':false}}],'virtualNetworkPeerings':[{'name':'p','properties':"
                                + "{'remoteVirtualNetwork':{'id':'" + Azure.VNET + "'}}}]}}",
                        "virtualNetworks/vnet1/subnets/b",
                        "{'properties':{'addressPrefixes':['10.20.9.0/24'],'delegations':[]}}",
                        "networkInterfaces/n",
                        "{'location':'westeurope','properties':{'dnsSettings':{'dnsServers':['10.0.0.4']},"
                                + "'ipConfigurations':[{'name':'i','properties':{'primary':true,'subnet':" + SUBNET
                                + ",'privateIPAllocationMethod':'Static','privateIPAddress':'10.20.1.9',"
                                + "'loadBalancerBackendAddressPools':[]}}]}}",
                        "networkSecurityGroups/g",
                        "{'location':'westeurope','properties':{'securityRules':[{'name':'r','properties':{'protocol':"
                                + "'Tcp','access':'Allow','direction':'Inbound','priority':100,'sourceAddressPrefix':'*',"
                                + "'destinationAddressPrefixes':['10.0.0.0/8'],'sourcePortRange':'*',"
                                + "'destinationPortRanges':['1-2']}}]}}",
                        "routeTables/t",
                        "{'location':'westeurope','properties':{'routes':[{'name':'r','properties':{'addressPrefix':"
                                + "'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.0.0.4'}}]}}",
                        "publicIPAddresses/a",
                        "{'location':'westeurope','zones':['1'],'sku':{'name':'Standard','tier':'Regional'},'properties':"
                                + "{'publicIPAllocationMethod':'Static','dnsSettings':{'domainNameLabel':'a'}}}",
                        "natGateways/n",
                        "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'idleTimeoutInMinutes':4,"
                                + "'publicIpAddresses':[]}}",
                        "loadBalancers/l",
                        "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'frontendIPConfigurations':"
                                + "[{'name':'f','zones':['1'],'properties':{'subnet':" + SUBNET + "}}],"
                                + "'backendAddressPools':[{'name':'p','properties':{'loadBalancerBackendAddresses':"
                                + "[{'name':'m','properties':{'ipAddress':'10.20.1.8'}}]}}],'probes':[{'name':'h',"
                                + "'properties':{'protocol':'Http','port':80,'requestPath':'/'}}],'loadBalancingRules':"
                                + "[{'name':'r','properties':{'protocol':'Tcp','frontendPort':80,'backendPort':80,"
                                + "'frontendIPConfiguration':{'id':'" + Azure.NETWORK
                                + "/loadBalancers/l/frontendIPConfigurations/f'}}}]}}",
                        "privateDnsZones/demo.internal/A/api",
                        "{'properties':{'ttl':60,'metadata':{'a':'b'},'aRecords':[{'ipv4Address':'10.0.0.1'}]}}",
                        "privateDnsZones/demo.internal/virtualNetworkLinks/l",
                        "{'location':'global','properties':{'registrationEnabled':false,'virtualNetwork':{'id':'"
                                + Azure.VNET + "'}}}")
                .entrySet()
                .stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void noChangeToABodyIsAFaultOfOurs(List<String> example) {
        Azure azure = new Azure();
        azure.makeNetwork();
        azure.put(Azure.NETWORK + "/privateDnsZones/demo.internal", "{'location':'global'}");
        azure.pass(10);
        String path = Azure.NETWORK + "/" + example.get(0);
        ObjectNode body = Azure.json(example.get(1));
        assertThat(azure.put(path, body.toString()).status()).isEqualTo(201);
        List<String> faults = new ArrayList<>();
        for (JsonPointer place : places(body)) {
            for (String odd : ODD) {
                azure.pass(20);
                azure.delete(path);
                azure.pass(20);
                Azure.Answer answer = azure.put(
                        path,
                        changed(body, place, Azure.json("{'v':" + odd + "}").path("v")));
                if (answer.status() >= 500 || azure.get(path).status() >= 500) {
                    faults.add(place + " = " + odd);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    private static List<JsonPointer> places(JsonNode body) {
        List<JsonPointer> places = new ArrayList<>();
        collect(body, JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        node.properties().forEach(field -> {
            JsonPointer inside = at.appendProperty(field.getKey());
            places.add(inside);
            collect(field.getValue(), inside, places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(at.appendIndex(i));
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    private static String changed(ObjectNode body, JsonPointer place, JsonNode odd) {
        ObjectNode copy = body.deepCopy();
        JsonNode holder = copy.at(place.head());
        JsonPointer last = place.last();
        if (holder instanceof ArrayNode array) {
            array.set(last.getMatchingIndex(), odd);
        } else {
            ((ObjectNode) holder).set(last.getMatchingProperty(), odd);
        }
        return copy.toString();
    }
}
