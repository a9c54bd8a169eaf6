// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.imds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code /metadata/instance} says of a machine.
 *
 * <p>Source: Azure docs, "Azure Instance Metadata Service", version 2021-02-01.
 */
record InstanceDocument(Machine machine, ResourceView resources) {

    private static final Pattern ID = Pattern.compile(
            "(?i)/subscriptions/([^/]+)/resourceGroups/([^/]+)/.*?(?:virtualMachineScaleSets/([^/]+)/.*)?");

    ObjectNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        compute(document.putObject("compute"));
        ArrayNode interfaces = document.putObject("network").putArray("interface");
        machine.interfaces(resources).forEach(nic -> network(interfaces.addObject(), nic));
        return document;
    }

    private void compute(ObjectNode compute) {
        ObjectNode resource = machine.resource();
        JsonNode properties = resource.path("properties");
        JsonNode image = properties.at("/storageProfile/imageReference");
        JsonNode os = properties.path("osProfile");
        Matcher id = ID.matcher(machine.id());
        compute.put("azEnvironment", "Sandbox");
        compute.put("location", resource.path("location").asText());
        compute.put("name", resource.path("name").asText());
        compute.put("offer", image.path("offer").asText());
        compute.put("osType", properties.at("/storageProfile/osDisk/osType").asText("Linux"));
        compute.putObject("osProfile")
                .put("adminUsername", os.path("adminUsername").asText())
                .put("computerName", os.path("computerName").asText())
                .put(
                        "disablePasswordAuthentication",
                        os.at("/linuxConfiguration/disablePasswordAuthentication")
                                .asText("false"));
        compute.put("provider", "Microsoft.Compute");
        compute.put("publisher", image.path("publisher").asText());
        compute.put("resourceId", machine.id());
        compute.put("sku", image.path("sku").asText());
        compute.put("tags", tags(resource, ":", ";"));
        ArrayNode tags = compute.putArray("tagsList");
        resource.path("tags")
                .properties()
                .forEach(tag -> tags.addObject()
                        .put("name", tag.getKey())
                        .put("value", tag.getValue().asText()));
        compute.put("userData", properties.path("userData").asText());
        compute.put("version", image.path("exactVersion").asText());
        compute.put("vmId", properties.path("vmId").asText());
        compute.put("vmSize", properties.at("/hardwareProfile/vmSize").asText());
        compute.put("zone", resource.at("/zones/0").asText());
        if (id.matches()) {
            compute.put("subscriptionId", id.group(1)).put("resourceGroupName", id.group(2));
            String flexible = properties.at("/virtualMachineScaleSet/id").asText();
            compute.put(
                    "vmScaleSetName",
                    id.group(3) != null ? id.group(3) : flexible.substring(flexible.lastIndexOf('/') + 1));
        }
    }

    private static String tags(ObjectNode resource, String between, String after) {
        return resource.path("tags").properties().stream()
                .map(tag -> tag.getKey() + between + tag.getValue().asText())
                .collect(Collectors.joining(after));
    }

    private void network(ObjectNode shown, ObjectNode nic) {
        ObjectNode ipv4 = shown.putObject("ipv4");
        ArrayNode addresses = ipv4.putArray("ipAddress");
        ArrayNode subnets = ipv4.putArray("subnet");
        for (JsonNode configuration : nic.at("/properties/ipConfigurations")) {
            JsonNode properties = configuration.path("properties");
            addresses
                    .addObject()
                    .put("privateIpAddress", properties.path("privateIPAddress").asText())
                    .put("publicIpAddress", "");
            resources
                    .get(properties.at("/subnet/id").asText())
                    .map(subnet -> subnet.at("/properties/addressPrefix").asText())
                    .filter(prefix -> prefix.contains("/"))
                    .map(prefix -> prefix.split("/"))
                    .ifPresent(prefix ->
                            subnets.addObject().put("address", prefix[0]).put("prefix", prefix[1]));
        }
        shown.putObject("ipv6").putArray("ipAddress");
        shown.put(
                "macAddress",
                nic.at("/properties/macAddress").asText("000D3A000000").replace("-", ""));
    }
}
