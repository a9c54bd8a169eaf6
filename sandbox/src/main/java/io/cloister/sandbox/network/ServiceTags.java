// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Service tags whose addresses Azure documents as fixed; Azure has some thousand more. Sources: Azure docs, "What is IP address
 * 168.63.129.16?" and "Azure Instance Metadata Service"; Microsoft 365 docs, "URLs and IP address ranges", id 56.
 */
final class ServiceTags {

    private static final Map<String, List<String>> PREFIXES = new TreeMap<>(Map.of(
            "AzureActiveDirectory",
            List.of("20.20.32.0/19", "20.190.128.0/18", "20.231.128.0/19", "40.126.0.0/18"),
            "AzureLoadBalancer",
            List.of("168.63.129.16/32"),
            "AzurePlatformDNS",
            List.of("168.63.129.16/32"),
            "AzurePlatformIMDS",
            List.of("169.254.169.254/32")));

    private ServiceTags() {}

    /** The same, each for itself; those of one name alone where {@code tagName} is given. */
    static List<ObjectNode> details(Call call, ResourceId asked) {
        String wanted = call.query().getOrDefault("tagname", "");
        return StreamSupport.stream(of(asked).path("values").spliterator(), false)
                .filter(tag -> wanted.isEmpty() || tag.path("name").asText().equalsIgnoreCase(wanted))
                .map(ObjectNode.class::cast)
                .toList();
    }

    static ObjectNode of(ResourceId asked) {
        String id = "/subscriptions/" + asked.subscription() + "/providers/Microsoft.Network/serviceTags/Public";
        ObjectNode tags = JsonNodeFactory.instance.objectNode();
        tags.put("name", "Public")
                .put("id", id)
                .put("type", "Microsoft.Network/serviceTags")
                .put("changeNumber", "1")
                .put("cloud", "Public");
        ArrayNode values = tags.putArray("values");
        PREFIXES.forEach((name, prefixes) -> {
            ObjectNode properties = values.addObject()
                    .put("name", name)
                    .put("id", name)
                    .put("serviceTagChangeNumber", "1")
                    .putObject("properties");
            properties.put("changeNumber", "1").put("region", "").put("systemService", name);
            prefixes.forEach(properties.putArray("addressPrefixes")::add);
        });
        return tags;
    }
}
