// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.Arm;

/** The company's rule: no public IP resources, and no public IP configurations on scale sets and interfaces. */
final class DenyPublicAddresses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";

    /** Azure's built-in "Not allowed resource types". */
    private static final String BUILT_IN = AUTHORIZATION + "policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749";

    private static final String CONFIGURATIONS = """
            {"properties": {
              "displayName": "Scale sets and network interfaces must not have public IP configurations",
              "policyType": "Custom", "mode": "All",
              "policyRule": {
                "if": {"anyOf": [
                  {"allOf": [
                    {"field": "type", "equals": "Microsoft.Network/networkInterfaces"},
                    {"not": {"field": "Microsoft.Network/networkInterfaces/ipconfigurations[*].publicIpAddress.id",
                             "notLike": "*"}}]},
                  {"allOf": [
                    {"field": "type", "equals": "Microsoft.Compute/virtualMachineScaleSets"},
                    {"not": {"field": "%1$s.publicIPAddressConfiguration.name", "exists": "false"}}]}]},
                "then": {"effect": "deny"}}}}
            """.formatted(
                    "Microsoft.Compute/virtualMachineScaleSets/virtualMachineProfile.networkProfile"
                            + ".networkInterfaceConfigurations[*].ipConfigurations[*]");

    private static final String ASSIGNMENT = """
            {"properties": {
              "displayName": "%1$s", "policyDefinitionId": "%2$s", "scope": "%3$s", "enforcementMode": "Default",
              "parameters": {%4$s},
              "nonComplianceMessages": [{"message": "%5$s"}]}}
            """;

    private DenyPublicAddresses() {}

    static void seed(Arm arm, String subscription, String scope) {
        String custom =
                "/subscriptions/" + subscription + AUTHORIZATION + "policyDefinitions/deny-public-ip-configurations";
        arm.seed(custom, parse(CONFIGURATIONS));
        assign(
                arm,
                scope,
                "deny-public-ip",
                "Deny public IP addresses",
                BUILT_IN,
                "\"listOfResourceTypesNotAllowed\": {\"value\": [\"Microsoft.Network/publicIPAddresses\"]}",
                "Public IP addresses are not allowed here. Use an internal load balancer.");
        assign(
                arm,
                scope,
                "deny-public-ip-configurations",
                "Deny public IP configurations",
                custom,
                "",
                "Machines must not have public IP addresses.");
    }

    private static void assign(
            Arm arm,
            String scope,
            String name,
            String displayName,
            String definition,
            String parameters,
            String message) {
        String text = ASSIGNMENT.formatted(displayName, definition, scope, parameters, message);
        arm.seed(scope + AUTHORIZATION + "policyAssignments/" + name, parse(text));
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy of the landing zone is no JSON", e);
        }
    }
}
