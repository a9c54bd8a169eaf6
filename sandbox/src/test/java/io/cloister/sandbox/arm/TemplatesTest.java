// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What templates mean, told by the outputs of deployments; cases as Azure's documentation has them. */
class TemplatesTest {

    private static final String DEPLOYMENT = Azure.RG + "/providers/Microsoft.Resources/deployments/t";

    private final Azure azure = new Azure();

    @Test
    void idsAreMadeOfTypesAndNames() {
        assertThat(value("resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')"))
                .isEqualTo(Azure.NETWORK + "/virtualNetworks/v/subnets/s");
        assertThat(value("resourceId('other', 'Microsoft.Network/virtualNetworks', 'v')"))
                .isEqualTo(Azure.SUBSCRIPTION + "/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/v");
        assertThat(value("subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')"))
                .isEqualTo(Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/roleDefinitions/r");
        assertThat(value("tenantResourceId('Microsoft.Authorization/policyDefinitions', 'p')"))
                .isEqualTo("/providers/Microsoft.Authorization/policyDefinitions/p");
        assertThat(value("extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/locks', 'l')"))
                .isEqualTo(Azure.RG + "/providers/Microsoft.Authorization/locks/l");
    }

    @Test
    void aTemplateKnowsWhereItIsDeployed() {
        assertThat(value("resourceGroup().location")).isEqualTo("westeurope");
        assertThat(value("subscription().id")).isEqualTo(Azure.SUBSCRIPTION);
        assertThat(value("deployment().name")).isEqualTo("t");
        assertThat(value("environment().resourceManager")).isEqualTo("https://localhost:8443/");
        assertThat(value("utcNow()")).matches("20261123T10\\d{4}Z");
        assertThat(value("providers('Microsoft.Compute', 'virtualMachineScaleSets').apiVersions[0]"))
                .startsWith("20");
    }

    @Test
    void addressRangesAreReckoned() {
        assertThat(value("cidrSubnet('10.144.0.0/20', 24, 1)")).isEqualTo("10.144.1.0/24");
        assertThat(value("cidrHost('10.144.3.0/24', 3)")).isEqualTo("10.144.3.4");
        assertThat(value("parseCidr('10.144.0.0/20').lastUsable")).isEqualTo("10.144.15.254");
        assertThat(value("dateTimeAdd('2020-04-07T14:53:14Z', 'P3Y2M')")).isEqualTo("2023-06-07T14:53:14Z");
    }

    @Test
    void lambdasAreAppliedToEachElement() {
        assertThat(value("string(map(range(1, 3), lambda('n', mul(lambdaVariables('n'), 10))))"))
                .isEqualTo("[10,20,30]");
        assertThat(value("string(filter(range(1, 4), lambda('n', greater(lambdaVariables('n'), 2))))"))
                .isEqualTo("[3,4]");
        assertThat(
                        value(
                                "string(reduce(range(1, 4), 0, lambda('sum', 'n', add(lambdaVariables('sum'), lambdaVariables('n')))))"))
                .isEqualTo("10");
        assertThat(
                        value(
                                "string(sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b')))))"))
                .isEqualTo("[1,2,3]");
        assertThat(value("string(toObject(createArray('a', 'b'), lambda('k', lambdaVariables('k')), lambda('k', 1)))"))
                .isEqualTo("{\"a\":1,\"b\":1}");
    }

    @Test
    void variablesAreReckonedFromEachOther() {
        JsonNode outputs = outputs("""
                "parameters": {"n": {"type": "int", "defaultValue": 3}},
                "variables": {"twice": "[mul(variables('once'), 2)]", "once": "[parameters('n')]",
                  "copy": [{"name": "names", "count": 2, "input": "[concat('n', copyIndex('names', 1))]"}]},
                "resources": [],
                "outputs": {"twice": {"type": "int", "value": "[variables('twice')]"},
                  "names": {"type": "array", "value": "[variables('names')]"},
                  "looped": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}},
                  "merged": {"type": "object", "value": "[shallowMerge(createArray(createObject('a', createObject('b', 1)), createObject('a', createObject('c', 2))))]"},
                  "left": {"type": "string", "condition": "[equals(1, 2)]", "value": "x"}}""");

        assertThat(outputs.at("/twice/value").asInt()).isEqualTo(6);
        assertThat(outputs.at("/names/value").toString()).isEqualTo("[\"n1\",\"n2\"]");
        assertThat(outputs.at("/looped/value").toString()).isEqualTo("[0,1]");
        assertThat(outputs.at("/merged/value").toString()).isEqualTo("{\"a\":{\"c\":2}}");
        assertThat(outputs.has("left")).isFalse();
    }

    @Test
    void aTemplateHasFunctionsOfItsOwn() {
        JsonNode outputs = outputs("""
                "functions": [{"namespace": "contoso", "members": {"named": {
                  "parameters": [{"name": "p", "type": "string"}],
                  "output": {"type": "string", "value": "[concat(parameters('p'), '-x')]"}}}}],
                "resources": [], "outputs": {"v": {"type": "string", "value": "[contoso.named('a')]"}}""");

        assertThat(outputs.at("/v/value").asText()).isEqualTo("a-x");
    }

    @Test
    void namesOfOutputsLoseTheCapitalsTheyBeginWith() {
        JsonNode outputs = outputs("""
                "resources": [], "outputs": {"VMSS": {"type": "int", "value": 1},
                  "TRANS_Test": {"type": "int", "value": 2}, "LogicApp": {"type": "int", "value": 3}}""");

        assertThat(outputs.has("vmss")).isTrue();
        assertThat(outputs.has("tranS_Test")).isTrue();
        assertThat(outputs.has("logicApp")).isTrue();
    }

    @Test
    void copiesConditionsAndCopiedProperties() {
        outputs("""
                "resources": [{"type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01",
                  "name": "[concat('rt', copyIndex(1))]", "location": "westeurope", "copy": {"name": "all", "count": 3},
                  "condition": "[not(equals(copyIndex(), 1))]",
                  "properties": {"copy": [{"name": "routes", "count": 2, "input": {
                    "name": "[concat('r', copyIndex('routes'))]", "properties": {"nextHopType": "None",
                    "addressPrefix": "[concat('10.', copyIndex(), '.', copyIndex('routes'), '.0/24')]"}}}]}}]""");

        JsonNode third = azure.get(Azure.NETWORK + "/routeTables/rt3").body();
        assertThat(third.at("/properties/routes")).hasSize(2);
        assertThat(third.at("/properties/routes/1/properties/addressPrefix").asText())
                .isEqualTo("10.2.1.0/24");
        assertThat(azure.get(Azure.NETWORK + "/routeTables/rt2").status()).isEqualTo(404);
    }

    @Test
    void childrenInsideTheirParentAndByTheirFullName() {
        outputs("""
                "resources": [
                  {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01", "name": "n",
                   "location": "westeurope", "resources": [{"type": "securityRules", "apiVersion": "2024-05-01",
                     "name": "in", "dependsOn": ["n"], "properties": {"priority": 100, "access": "Deny", "protocol": "*",
                     "direction": "Inbound", "sourceAddressPrefix": "*", "sourcePortRange": "*",
                     "destinationAddressPrefix": "*", "destinationPortRange": "*"}}]},
                  {"type": "Microsoft.Network/networkSecurityGroups/securityRules", "apiVersion": "2024-05-01",
                   "name": "n/out", "dependsOn": ["[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'n', 'in')]"],
                   "properties": {"priority": 110, "access": "Deny", "protocol": "*",
                     "direction": "Outbound", "sourceAddressPrefix": "*", "sourcePortRange": "*",
                     "destinationAddressPrefix": "*", "destinationPortRange": "*"}}]""");

        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/n/securityRules")
                        .body()
                        .path("value"))
                .hasSize(2);
    }

    @Test
    void resourcesMayHaveLabelsInsteadOfPlacesInAList() {
        JsonNode outputs = outputs("""
                "languageVersion": "2.0",
                "resources": {"table": {"type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01",
                  "name": "labelled", "location": "westeurope", "properties": {}}},
                "outputs": {"v": {"type": "string", "value": "[reference('table', '2024-05-01', 'full').name]"}}""");

        assertThat(outputs.at("/v/value").asText()).isEqualTo("labelled");
    }

    @Test
    void aParameterMustBeAsTheTemplateWantsIt() {
        String definition =
                "\"parameters\": {\"p\": {\"type\": \"string\", \"allowedValues\": [\"a\", \"b\"]}}, \"resources\": []";

        assertThat(refusal(definition, "")).contains("'p'", "is not provided");
        assertThat(refusal(definition, "\"p\": {\"value\": \"c\"}"))
                .contains("not part of the allowed value(s): 'a,b'");
        assertThat(refusal(definition, "\"p\": {\"value\": 1}")).contains("Expected 'String, Uri'. Actual 'Integer'");
        assertThat(refusal(definition, "\"p\": {\"value\": \"a\"}, \"q\": {\"value\": 1}"))
                .contains("'q'", "not present in the original template");
    }

    @Test
    void aTemplateThatCannotBeReadIsRefused() {
        String resource =
                "{\"type\": \"Microsoft.Network/routeTables\", \"apiVersion\": \"2024-05-01\", \"name\": \"%s\","
                        + " \"location\": \"westeurope\", \"dependsOn\": [\"%s\"]}";

        assertThat(refusal("\"resources\": [" + resource.formatted("a", "b") + "]", ""))
                .contains("'b' is not defined in the template");
        assertThat(refusal(
                        "\"resources\": [" + resource.formatted("a", "b") + "," + resource.formatted("b", "a") + "]",
                        ""))
                .contains("Circular dependency");
        assertThat(refusal("\"resources\": [" + resource.formatted("a/b", "x") + "]", ""))
                .contains("incorrect segment lengths");
        assertThat(refusal(
                        "\"variables\": {}, \"resources\": [" + resource.formatted("[nonsense('x')]", "x") + "]", ""))
                .contains("'nonsense' is not valid");
        assertThat(refusal("\"contentVersion\": \"1.0.0.0\"", "")).contains("'resources'");
    }

    @Test
    void anUnknownTypeIsRefusedBeforeAnythingIsMade() {
        Azure.Answer answer = put(
                "\"resources\": [{\"type\": \"Microsoft.Network/unheardOf\", \"apiVersion\": \"2024-05-01\", \"name\": \"x\"}]",
                "");

        assertThat(answer.code()).isEqualTo("InvalidTemplateDeployment");
        assertThat(answer.body().at("/error/details/0/code").asText()).isEqualTo("InvalidResourceType");
    }

    @Test
    void aNullInAValueIsAValue() {
        JsonNode outputs = outputs("""
                "parameters": {"p": {"type": "object", "defaultValue": {"k": null}, "metadata": null},
                  "given": {"type": "object"}, "default": {"type": "string", "defaultValue": "d", "maxLength": null}},
                "variables": {"x": {"a": null}},
                "resources": [],
                "outputs": {
                  "variable": {"type": "bool", "value": "[equals(variables('x').a, null())]", "condition": null},
                  "parameter": {"type": "bool", "value": "[contains(parameters('p'), 'k')]", "copy": null},
                  "given": {"type": "bool", "value": "[contains(parameters('given'), 'n')]"},
                  "default": {"type": "string", "value": "[parameters('default')]"}}""", """
                "given": {"value": {"n": null}, "reference": null}, "default": {"value": null}""");

        assertThat(outputs.at("/variable/value").asBoolean()).isTrue();
        assertThat(outputs.at("/parameter/value").asBoolean()).isTrue();
        assertThat(outputs.at("/given/value").asBoolean()).isTrue();
        assertThat(outputs.at("/default/value").asText()).isEqualTo("d");
    }

    @Test
    void aNullThatAResourceIsWrittenWithIsAbsent() {
        outputs("""
                "parameters": null, "outputs": null, "resources": [
                  {"type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01", "name": "r", "condition": null,
                   "copy": null, "scope": null, "dependsOn": null, "location": "westeurope", "identity": null,
                   "tags": {"kept": "x", "gone": null}, "properties": {"disableBgpRoutePropagation": null}}]""");

        assertThat(azure.get(Azure.NETWORK + "/routeTables/r").body().path("tags"))
                .isEqualTo(Azure.json("{'kept':'x'}"));
    }

    private String refusal(String template, String parameters) {
        Azure.Answer answer = put(template, parameters);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidTemplate");
        return answer.body().at("/error/message").asText();
    }

    private String value(String expression) {
        return outputs("\"resources\": [], \"outputs\": {\"v\": {\"type\": \"string\", \"value\": \"[" + expression
                        + "]\"}}")
                .at("/v/value")
                .asText();
    }

    private JsonNode outputs(String template) {
        return outputs(template, "");
    }

    private JsonNode outputs(String template, String parameters) {
        Azure.Answer accepted = put(template, parameters);
        assertThat(accepted.status()).as(accepted.body().toString()).isIn(200, 201);
        azure.pass(60);
        JsonNode done = azure.get(DEPLOYMENT).body();
        assertThat(done.at("/properties/provisioningState").asText())
                .as(done.toString())
                .isEqualTo("Succeeded");
        return done.at("/properties/outputs");
    }

    private Azure.Answer put(String template, String parameters) {
        return azure.exactly(
                "PUT",
                DEPLOYMENT,
                "{\"properties\": {\"mode\": \"Incremental\", \"parameters\": {" + parameters + "}, \"template\": {"
                        + template + "}}}");
    }
}
