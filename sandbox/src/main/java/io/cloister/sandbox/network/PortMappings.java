// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.stream.StreamSupport;

/**
 * Through which ports of a frontend one member of a backend pool is reached; asked for by its interface's configuration or
 * its address.
 *
 * <p>Source: azure-rest-api-specs, Microsoft.Network 2024-05-01, QueryInboundNatRulePortMapping.
 */
record PortMappings(Store store) {

    private static final String CONFIGURATION = "networkInterfaceIPConfiguration";

    /** @param pool as clients see it */
    ObjectNode of(JsonNode pool, JsonNode asked) {
        String configuration =
                ResourceId.key(asked.path("ipConfiguration").path("id").asText());
        String address = asked.path("ipAddress").asText();
        if (configuration.isEmpty() == address.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidRequestFormat",
                    "Either the IP configuration or the IP address of a member of the pool has to be given.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        StreamSupport.stream(pool.at("/properties/loadBalancerBackendAddresses").spliterator(), false)
                .map(member -> member.path("properties"))
                .filter(member -> configuration.isEmpty()
                        ? address(member).equals(address)
                        : ResourceId.key(member.path(CONFIGURATION).path("id").asText())
                                .equals(configuration))
                .forEach(member -> member.path("inboundNatRulesPortMapping")
                        .forEach(answer.withArray("/inboundNatRulePortMappings")::add));
        answer.withArray("/inboundNatRulePortMappings");
        return answer;
    }

    private String address(JsonNode member) {
        return member.has("ipAddress")
                ? member.path("ipAddress").asText()
                : store.get(member.path(CONFIGURATION).path("id").asText())
                        .map(one -> one.at("/properties/privateIPAddress").asText())
                        .orElse("");
    }
}
