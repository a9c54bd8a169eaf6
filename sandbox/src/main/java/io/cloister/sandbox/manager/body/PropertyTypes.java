// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether the JSON of a body can be read as what its properties are. What is unknown is let through. Source: the property
 * types of azure-rest-api-specs for Microsoft.Network and Microsoft.Compute.
 */
public final class PropertyTypes {

    private enum Kind {
        OBJECT("an object", JsonNode::isObject),
        OBJECTS("an array of objects", value -> isArrayOf(value, JsonNode::isObject)),
        STRING("a string", JsonNode::isTextual),
        TEXT("a string", JsonNode::isValueNode),
        TEXTS("an array of strings", value -> isArrayOf(value, JsonNode::isValueNode)),
        NUMBER("an integer", PropertyTypes::isInteger),
        FLAG("a boolean", value -> value.isBoolean() || value.asText().matches("(?i)true|false"));

        private final String words;
        private final Predicate<JsonNode> holds;

        Kind(String words, Predicate<JsonNode> holds) {
            this.words = words;
            this.holds = holds;
        }
    }

    private static final Map<String, Kind> ENVELOPE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, Kind> PROPERTIES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** What an extension is told is between it and its sender. */
    private static final Set<String> FREE = Set.of("settings", "protectedSettings");

    static {
        add(ENVELOPE, Kind.TEXT, "id name type kind etag managedBy");
        add(ENVELOPE, Kind.STRING, "location");
        add(ENVELOPE, Kind.OBJECT, "properties tags sku identity plan extendedLocation");
        add(ENVELOPE, Kind.TEXTS, "zones");

        add(
                PROPERTIES,
                Kind.OBJECT,
                "properties userAssignedIdentities addressSpace dhcpOptions networkSecurityGroup routeTable"
                        + " natGateway subnet publicIPAddress publicIPPrefix remoteVirtualNetwork frontendIPConfiguration"
                        + " backendAddressPool probe dnsSettings hardwareProfile storageProfile osProfile networkProfile"
                        + " virtualMachineProfile osDisk managedDisk imageReference linuxConfiguration"
                        + " windowsConfiguration ssh upgradePolicy creationData diagnosticsProfile securityProfile"
                        + " publicIPAddressConfiguration virtualMachine loadBalancer");
        add(
                PROPERTIES,
                Kind.OBJECTS,
                "subnets securityRules routes ipConfigurations frontendIPConfigurations backendAddressPools probes"
                        + " loadBalancingRules inboundNatRules inboundNatPools outboundRules virtualNetworkPeerings"
                        + " networkInterfaces networkInterfaceConfigurations dataDisks serviceEndpoints delegations"
                        + " loadBalancerBackendAddressPools loadBalancerInboundNatPools applicationSecurityGroups"
                        + " publicIpAddresses publicIpPrefixes publicKeys");
        add(
                PROPERTIES,
                Kind.TEXTS,
                "zones addressPrefixes dnsServers sourceAddressPrefixes destinationAddressPrefixes sourcePortRanges"
                        + " destinationPortRanges");
        add(
                PROPERTIES,
                Kind.TEXT,
                "id name location addressPrefix privateIPAddress privateIPAllocationMethod privateIPAddressVersion"
                        + " publicIPAllocationMethod nextHopType nextHopIpAddress sourceAddressPrefix"
                        + " destinationAddressPrefix sourcePortRange destinationPortRange direction access protocol vmSize"
                        + " computerName computerNamePrefix adminUsername adminPassword customData createOption"
                        + " storageAccountType deleteOption orchestrationMode");
        add(
                PROPERTIES,
                Kind.NUMBER,
                "capacity port frontendPort backendPort intervalInSeconds numberOfProbes idleTimeoutInMinutes diskSizeGB"
                        + " platformFaultDomainCount");
        add(
                PROPERTIES,
                Kind.FLAG,
                "defaultOutboundAccess enableIPForwarding enableAcceleratedNetworking overprovision primary"
                        + " disablePasswordAuthentication allowVirtualNetworkAccess allowForwardedTraffic"
                        + " disableBgpRoutePropagation");
    }

    private final ResourceId id;

    private PropertyTypes(ResourceId id) {
        this.id = id;
    }

    public static void check(ResourceId id, ObjectNode sent) {
        PropertyTypes types = new PropertyTypes(id);
        types.envelope(sent);
        boolean known = Arrays.asList("microsoft.network", "microsoft.compute", "microsoft.managedidentity")
                .contains(id.namespace().toLowerCase(Locale.ROOT));
        if (known) {
            sent.properties().stream()
                    .filter(field -> !field.getKey().equalsIgnoreCase("tags"))
                    .forEach(field -> types.walk(field.getKey(), field.getValue()));
        }
    }

    private void envelope(ObjectNode sent) {
        sent.properties().forEach(field -> {
            Kind kind = ENVELOPE.get(field.getKey());
            if (kind != null && !kind.holds.test(field.getValue())) {
                throw misread(field.getKey(), kind, field.getValue());
            }
        });
        sent.path("tags").properties().forEach(tag -> {
            if (!tag.getValue().isValueNode()) {
                throw misread("tags." + tag.getKey(), Kind.TEXT, tag.getValue());
            }
        });
        Tags.check(sent.path("tags"));
    }

    private void walk(String path, JsonNode value) {
        value.properties().stream()
                .filter(field -> !FREE.contains(field.getKey()))
                .forEach(field -> {
                    String at = path + "." + field.getKey();
                    Kind kind = PROPERTIES.get(field.getKey());
                    if (kind != null && !kind.holds.test(field.getValue())) {
                        throw refusal(at, kind, field.getValue());
                    }
                    if (field.getKey().equals("id")) {
                        requireId(at, field.getValue().asText());
                    }
                    walk(at, field.getValue());
                });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            walk(path + "[" + i + "]", value.get(i));
        }
    }

    /** The resource manager itself looks at whatever is called id. */
    private static void requireId(String path, String reference) {
        String key = ResourceId.key(reference);
        boolean qualified = key.startsWith("/subscriptions/") || key.startsWith("/providers/");
        Optional<ResourceId> parsed = ResourceId.parse(reference);
        if (!qualified || parsed.filter(one -> !one.isCollection()).isEmpty()) {
            throw ArmError.badRequest(
                    "LinkedInvalidPropertyId",
                    "Property id '" + reference + "' at path '" + path
                            + "' is invalid. Expect fully qualified resource Id"
                            + " that start with '/subscriptions/{subscriptionId}' or"
                            + " '/providers/{resourceProviderNamespace}/'.");
        }
    }

    private ArmError refusal(String path, Kind kind, JsonNode value) {
        if (!id.namespace().equalsIgnoreCase("Microsoft.Network")) {
            return misread(path, kind, value);
        }
        return ArmError.badRequest("InvalidRequestFormat", "Cannot parse the request.")
                .because("InvalidJson", message(path, kind, value));
    }

    private static ArmError misread(String path, Kind kind, JsonNode value) {
        return ArmError.badRequest(
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: '" + message(path, kind, value) + "'.");
    }

    private static String message(String path, Kind kind, JsonNode value) {
        String text = value.isContainerNode()
                ? "of kind " + value.getNodeType().name().toLowerCase(Locale.ROOT)
                : value.toString();
        return "Error converting value " + text + ", where " + kind.words + " is expected. Path '" + path + "'.";
    }

    private static boolean isArrayOf(JsonNode value, Predicate<JsonNode> element) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode one : value) {
            if (one.isNull() || !element.test(one)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInteger(JsonNode value) {
        return value.canConvertToInt() && value.isIntegralNumber()
                || value.isTextual() && value.textValue().matches("-?\\d{1,9}");
    }

    private static void add(Map<String, Kind> to, Kind kind, String names) {
        Arrays.stream(names.split(" ")).forEach(name -> to.put(name, kind));
    }
}
