// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.util.List;

/**
 * A Service's part of a load balancer, named as the real controller names it: {@code a} and the Service's uid.
 * The balancer itself is adopted: {@code <cluster>-internal} for internal Services, {@code <cluster>} for public ones.
 */
final class ServiceBalancer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANNOTATION = "service.beta.kubernetes.io/azure-load-balancer-";

    private final CloudConfiguration configuration;
    private final AzureAccess azure;

    ServiceBalancer(CloudConfiguration configuration, AzureAccess azure) {
        this.configuration = configuration;
        this.azure = azure;
    }

    /** @return the address that the Service is reachable at */
    String ensure(JsonNode service) throws CloudFailure {
        boolean internal = isInternal(service);
        String own = ownName(service);
        ObjectNode frontend = JsonNodeFactory.instance.objectNode();
        String publicAddress = internal ? "" : publicAddress(service, frontend);
        if (internal) {
            privateFrontend(service, frontend);
        }
        String id = balancerId(internal);
        ObjectNode balancer = call("GET", id, "", "GetLoadBalancer");
        strip(balancer, own);
        ObjectNode properties = balancer.withObject("/properties");
        properties
                .withArray("frontendIPConfigurations")
                .addObject()
                .put("name", own)
                .set("properties", frontend);
        for (JsonNode port : service.at("/spec/ports")) {
            addPort(properties, id, own, port);
        }
        call("PUT", id, balancer.toString(), "CreateOrUpdateLoadBalancer");
        return internal ? allocated(id, own) : publicAddress;
    }

    void remove(JsonNode service) throws CloudFailure {
        String own = ownName(service);
        for (boolean internal : new boolean[] {true, false}) {
            String id = balancerId(internal);
            if (exists(id)) {
                ObjectNode balancer = call("GET", id, "", "GetLoadBalancer");
                if (strip(balancer, own)) {
                    boolean last =
                            balancer.at("/properties/frontendIPConfigurations").isEmpty();
                    call(last ? "DELETE" : "PUT", id, last ? "" : balancer.toString(), "DeleteLoadBalancer");
                }
            }
        }
        if (exists(publicAddressId(service))) {
            call("DELETE", publicAddressId(service), "", "DeletePublicIPAddress");
        }
    }

    private void privateFrontend(JsonNode service, ObjectNode frontend) {
        String subnet = annotation(service, "internal-subnet");
        frontend.putObject("subnet").put("id", configuration.subnet(subnet));
        String wanted = annotation(service, "ipv4").isEmpty()
                ? service.at("/spec/loadBalancerIP").asText("")
                : annotation(service, "ipv4");
        frontend.put("privateIPAllocationMethod", wanted.isEmpty() ? "Dynamic" : "Static");
        if (!wanted.isEmpty()) {
            frontend.put("privateIPAddress", wanted);
        }
    }

    private String publicAddress(JsonNode service, ObjectNode frontend) throws CloudFailure {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("location", configuration.location());
        wanted.putObject("sku").put("name", "Standard");
        wanted.putObject("properties").put("publicIPAllocationMethod", "Static");
        String id = publicAddressId(service);
        ObjectNode made = call("PUT", id, wanted.toString(), "CreateOrUpdatePublicIPAddress");
        frontend.putObject("publicIPAddress").put("id", id);
        return made.at("/properties/ipAddress").asText();
    }

    private void addPort(ObjectNode properties, String id, String own, JsonNode port) {
        String protocol = port.path("protocol").asText("TCP");
        String name = own + "-" + protocol + "-" + port.path("port").asInt();
        properties
                .withArray("probes")
                .addObject()
                .put("name", name)
                .putObject("properties")
                .put("protocol", "Tcp")
                .put("port", port.path("nodePort").asInt(port.path("port").asInt()))
                .put("intervalInSeconds", 5)
                .put("numberOfProbes", 2);
        ObjectNode rule = properties
                .withArray("loadBalancingRules")
                .addObject()
                .put("name", name)
                .putObject("properties");
        rule.put("protocol", protocol.equals("UDP") ? "Udp" : "Tcp");
        rule.put("frontendPort", port.path("port").asInt());
        rule.put("backendPort", port.path("port").asInt());
        rule.put("enableFloatingIP", true).put("disableOutboundSnat", true);
        rule.putObject("frontendIPConfiguration").put("id", id + "/frontendIPConfigurations/" + own);
        rule.putObject("backendAddressPool").put("id", id + "/backendAddressPools/" + configuration.clusterName());
        rule.putObject("probe").put("id", id + "/probes/" + name);
    }

    /** Takes what belongs to one Service off a balancer; false if there was nothing. */
    private static boolean strip(ObjectNode balancer, String own) {
        boolean found = false;
        for (String field : List.of("frontendIPConfigurations", "loadBalancingRules", "probes")) {
            ArrayNode parts = balancer.withObject("/properties").withArray(field);
            for (int index = parts.size() - 1; index >= 0; index--) {
                String name = parts.get(index).path("name").asText();
                if (name.equals(own) || name.startsWith(own + "-")) {
                    parts.remove(index);
                    found = true;
                }
            }
        }
        return found;
    }

    private String allocated(String id, String own) throws CloudFailure {
        for (JsonNode frontend : call("GET", id, "", "GetLoadBalancer").at("/properties/frontendIPConfigurations")) {
            if (frontend.path("name").asText().equals(own)) {
                return frontend.at("/properties/privateIPAddress").asText();
            }
        }
        throw new CloudFailure(
                "GetLoadBalancer", "the frontend " + own + " is not on " + id + " after it was put there");
    }

    private boolean exists(String id) throws CloudFailure {
        return send("GET", id, "", "GetLoadBalancer").status() != 404;
    }

    private ObjectNode call(String method, String id, String body, String reason) throws CloudFailure {
        ArmResponse response = send(method, id, body, reason);
        JsonNode answer = parse(response);
        if (response.status() >= 300) {
            throw new CloudFailure(
                    reason,
                    method + " " + id + " was answered with " + response.status() + " "
                            + answer.at("/error/code").asText() + ": "
                            + answer.at("/error/message").asText());
        }
        return answer instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private ArmResponse send(String method, String id, String body, String reason) throws CloudFailure {
        try {
            return azure.call(method, id, body);
        } catch (IOException e) {
            throw new CloudFailure(reason, e.getMessage());
        }
    }

    private static JsonNode parse(ArmResponse response) {
        try {
            return response.body().length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private String balancerId(boolean internal) {
        return configuration.resource("loadBalancers", configuration.clusterName() + (internal ? "-internal" : ""));
    }

    private String publicAddressId(JsonNode service) {
        return configuration.resource("publicIPAddresses", configuration.clusterName() + "-" + ownName(service));
    }

    private static String ownName(JsonNode service) {
        return "a" + service.at("/metadata/uid").asText().replace("-", "");
    }

    private static boolean isInternal(JsonNode service) {
        return annotation(service, "internal").equals("true");
    }

    private static String annotation(JsonNode service, String name) {
        return service.at("/metadata/annotations").path(ANNOTATION + name).asText("");
    }
}
