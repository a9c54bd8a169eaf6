// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentsTest {

    private static final String DEPLOYMENTS = "/providers/Microsoft.Resources/deployments/";
    private static final String D1 = Azure.RG + DEPLOYMENTS + "d1";

    private static final String NSG = """
            {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01", "name": "nsg1",
             "location": "[resourceGroup().location]", "properties": {}}""";
    private static final String VNET = """
            {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet1",
             "location": "[resourceGroup().location]",
             "dependsOn": ["[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg1')]"],
             "properties": {"addressSpace": {"addressPrefixes": ["10.20.0.0/16"]},
               "subnets": [{"name": "nodes", "properties": {"addressPrefix": "10.20.1.0/24",
                 "networkSecurityGroup": {"id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg1')]"}}}]}}""";
    private static final String NIC = """
            {"type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "nic1",
             "location": "westeurope", "dependsOn": ["Microsoft.Network/virtualNetworks/vnet1"],
             "properties": {"ipConfigurations": [{"name": "ip", "properties": {"subnet":
               {"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet1', 'nodes')]"}}}]}}""";
    private static final String PUBLIC_IP = """
            {"type": "Microsoft.Network/publicIPAddresses", "apiVersion": "2024-05-01", "name": "pip1",
             "location": "westeurope", "sku": {"name": "Standard"}, "properties": {"publicIPAllocationMethod": "Static"}}""";

    private final Azure azure = new Azure();

    @Test
    void resourcesAreMadeInTheOrderOfTheirDependencies() {
        // the other way round on purpose
        Azure.Answer accepted = deploy("d1", template(NIC + "," + VNET + "," + NSG, ""));

        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.state()).isEqualTo("Accepted");
        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/nsg1").status())
                .isEqualTo(404);
        azure.pass(2);
        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/nsg1").status())
                .isEqualTo(200);
        assertThat(azure.get(Azure.VNET).status()).isEqualTo(404);
        assertThat(azure.get(D1).state()).isEqualTo("Running");
        azure.pass(60);
        assertThat(azure.get(D1).state()).isEqualTo("Succeeded");
        assertThat(azure.get(Azure.NETWORK + "/networkInterfaces/nic1")
                        .body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.20.1.4");
    }

    @Test
    void aTemplateAtAManagementGroupMakesPoliciesThereAndReachesDown() {
        String corp = "/providers/Microsoft.Management/managementGroups/corp";
        String deployment = corp + DEPLOYMENTS + "m1";
        String body = """
                {"location": "westeurope", "properties": {"mode": "Incremental", "template": {"contentVersion": "1.0.0.0",
                 "$schema": "https://schema.management.azure.com/schemas/2019-08-01/managementGroupDeploymentTemplate.json#",
                 "resources": [
                 {"type": "Microsoft.Authorization/policyDefinitions", "apiVersion": "2023-04-01", "name": "d",
                  "properties": {"mode": "All", "policyRule": {"if": {"field": "type", "equals": "x"}, "then": {"effect": "deny"}}}},
                 {"type": "Microsoft.Authorization/policyAssignments", "apiVersion": "2023-04-01", "name": "a",
                  "dependsOn": ["[managementGroupResourceId(\\u0027Microsoft.Authorization/policyDefinitions\\u0027, \\u0027d\\u0027)]"],
                  "properties": {"policyDefinitionId":
                   "[extensionResourceId(managementGroup().id, \\u0027Microsoft.Authorization/policyDefinitions\\u0027, \\u0027d\\u0027)]"}},
                 {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "down",
                  "subscriptionId": "%s", "location": "westeurope", "properties": {"mode": "Incremental",
                   "expressionEvaluationOptions": {"scope": "inner"}, "template": {"contentVersion": "1.0.0.0",
                   "$schema": "x", "resources": [{"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2022-09-01",
                    "name": "rg-below", "location": "westeurope", "properties": {}}]}}}],
                 "outputs": {"who": {"type": "string", "value": "[managementGroup().name]"}}}}}""".formatted(Azure.SUBSCRIPTION.substring("/subscriptions/".length()));

        assertThat(azure.put(deployment, body).code()).isEqualTo("ResourceNotFound");
        azure.put(corp, "{}");
        Azure.Answer accepted = azure.put(deployment, body);
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(201);
        azure.pass(60);

        assertThat(azure.get(deployment).body().path("properties").toString()).contains("\"corp\"");
        assertThat(azure.get(deployment).state()).isEqualTo("Succeeded");
        assertThat(azure.get(corp + "/providers/Microsoft.Authorization/policyAssignments/a")
                        .status())
                .isEqualTo(200);
        assertThat(azure.get(Azure.SUBSCRIPTION + "/resourceGroups/rg-below").status())
                .isEqualTo(200);
        assertThat(azure.get(corp + DEPLOYMENTS).body().path("value")).hasSize(1);
    }

    @Test
    void aDeploymentTellsHowFarItIs() {
        Azure.Answer accepted = deploy("d1", template(NSG, ""));
        String status = accepted.header("Azure-AsyncOperation").replaceFirst("https://[^/]+", "");

        assertThat(azure.get(status).body().path("status").asText()).isEqualTo("Accepted");
        azure.pass(60);
        assertThat(azure.get(status).body().path("status").asText()).isEqualTo("Succeeded");
        JsonNode operations = azure.get(D1 + "/operations").body().path("value");
        assertThat(operations).hasSize(2);
        assertThat(operations.at("/0/properties/targetResource/resourceName").asText())
                .isEqualTo("nsg1");
        assertThat(operations.at("/0/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(azure.get(D1).body().at("/properties/outputResources/0/id").asText())
                .isEqualTo(Azure.NETWORK + "/networkSecurityGroups/nsg1");
    }

    @Test
    void outputsSeeWhatWasMade() {
        deploy("d1", template(NSG + "," + VNET + "," + NIC, """
                "address": {"type": "string",
                  "value": "[reference('nic1').ipConfigurations[0].properties.privateIPAddress]"},
                "location": {"type": "string", "value": "[reference('nic1', '2024-05-01', 'Full').location]"}"""));
        azure.pass(60);

        JsonNode outputs = azure.get(D1).body().at("/properties/outputs");
        assertThat(outputs.at("/address/value").asText()).isEqualTo("10.20.1.4");
        assertThat(outputs.at("/address/type").asText()).isEqualTo("String");
        assertThat(outputs.at("/location/value").asText()).isEqualTo("westeurope");
    }

    @Test
    void aReferenceInAPropertyWaitsForWhatItRefersTo() {
        String tagged = """
                {"type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01", "name": "rt1", "location": "westeurope",
                 "tags": {"state": "[reference('nsg1').provisioningState]"}, "properties": {}}""";

        deploy("d1", template(tagged + "," + NSG, ""));
        azure.pass(60);

        assertThat(azure.get(Azure.NETWORK + "/routeTables/rt1")
                        .body()
                        .at("/tags/state")
                        .asText())
                .isEqualTo("Succeeded");
    }

    @Test
    void whatPolicyDeniesIsDeniedBeforeAnythingIsMade() {
        denyPublicAddresses();

        for (Azure.Answer denied : List.of(
                deploy("d1", template(NSG + "," + PUBLIC_IP, "")),
                azure.exactly("POST", D1 + "/validate", template(NSG + "," + PUBLIC_IP, "")))) {
            assertThat(denied.status()).isEqualTo(400);
            assertThat(denied.code()).isEqualTo("InvalidTemplateDeployment");
            assertThat(denied.body().at("/error/message").asText()).contains("policy violation");
            JsonNode detail = denied.body().at("/error/details/0");
            assertThat(detail.path("code").asText()).isEqualTo("RequestDisallowedByPolicy");
            assertThat(detail.path("target").asText()).isEqualTo("pip1");
            assertThat(detail.at("/additionalInfo/0/type").asText()).isEqualTo("PolicyViolation");
        }
        azure.pass(60);
        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/nsg1").status())
                .isEqualTo(404);
        assertThat(azure.get(D1).code()).isEqualTo("DeploymentNotFound");
    }

    @Test
    void aPolicyReachesIntoNestedTemplates() {
        denyPublicAddresses();

        Azure.Answer denied = deploy("d1", template(nested("inner", "Inner", PUBLIC_IP, ""), ""));

        assertThat(denied.code()).isEqualTo("InvalidTemplateDeployment");
    }

    @Test
    void whatOneMayNotMakeOneMayNotDeploy() {
        String reader = readerOfTheGroup();
        azure.actAs(reader);

        assertThat(deploy("d1", template(NSG, "")).code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void aFailureSaysWhichResourceFailedAndWhy() {
        deploy("d1", template(NIC.replaceFirst("\"dependsOn\": \\[[^]]*],", ""), ""));
        azure.pass(60);

        Azure.Answer failed = azure.get(D1);
        assertThat(failed.state()).isEqualTo("Failed");
        JsonNode error = failed.body().at("/properties/error");
        assertThat(error.path("code").asText()).isEqualTo("DeploymentFailed");
        assertThat(error.at("/details/0/code").asText()).isEqualTo("InvalidResourceReference");
        assertThat(error.at("/details/0/target").asText()).isEqualTo(Azure.NETWORK + "/networkInterfaces/nic1");
        assertThat(azure.get(D1 + "/operations")
                        .body()
                        .at("/value/0/properties/statusMessage/error/code")
                        .asText())
                .isEqualTo("InvalidResourceReference");
    }

    @Test
    void secureParametersAreNeverShown() {
        String body = """
                {"properties": {"mode": "Incremental", "parameters": {"secret": {"value": "hush-hush"}}, "template":
                  {"parameters": {"secret": {"type": "securestring"}}, "resources": [],
                   "outputs": {"leak": {"type": "securestring", "value": "[parameters('secret')]"}}}}}""";
        Azure.Answer accepted = azure.exactly("PUT", D1, body);
        azure.pass(10);

        Azure.Answer shown = azure.get(D1);
        assertThat(shown.state()).isEqualTo("Succeeded");
        assertThat(accepted.body().toString()
                        + shown.body()
                        + azure.get(D1 + "/operations").body())
                .doesNotContain("hush-hush");
        assertThat(shown.body().at("/properties/parameters/secret/type").asText())
                .isEqualTo("SecureString");
        assertThat(azure.arm.requestLog().entries().toString()).doesNotContain("hush-hush");
    }

    @Test
    void secureParametersAreNotWrittenDownUnderNamesInAnotherCase() {
        String body = """
                {"Properties": {"Mode": "Incremental", "Parameters": {"Secret": {"VALUE": "hush-hush"}}, "Template":
                  {"Parameters": {"secret": {"Type": "SecureString", "DefaultValue": "hush-hush"}}, "resources": []}}}""";

        azure.exactly("PUT", D1, body);

        String written = azure.arm.requestLog().entries().toString();
        assertThat(written).contains("Template").doesNotContain("hush-hush");
    }

    @Test
    void aNestedTemplateOfTheOuterScopeSeesTheOuterParameters() {
        String nested = nested("inner", "Outer", NSG.replace("nsg1", "[parameters('name')]"), "");
        String body = """
                {"properties": {"mode": "Incremental", "parameters": {"name": {"value": "nsg9"}}, "template":
                  {"parameters": {"name": {"type": "string"}}, "resources": [%s]}}}""".formatted(nested);
        azure.exactly("PUT", D1, body);
        azure.pass(60);

        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/nsg9").status())
                .isEqualTo(200);
        assertThat(azure.get(Azure.RG + DEPLOYMENTS + "inner").state()).isEqualTo("Succeeded");
    }

    @Test
    void whatANestedTemplateGivesIsAnOutputOfItsDeployment() {
        String nested =
                nested("inner", "Inner", "", "\"out\": {\"type\": \"string\", \"value\": \"[concat('a', 'b')]\"}");
        deploy(
                "d1",
                template(
                        nested,
                        "\"got\": {\"type\": \"string\", \"value\": \"[reference('inner').outputs.out.value]\"}"));
        azure.pass(60);

        assertThat(azure.get(D1).body().at("/properties/outputs/got/value").asText())
                .isEqualTo("ab");
    }

    @Test
    void aSubscriptionsDeploymentMakesGroupsAndWhatIsInThem() {
        String group = """
                {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2024-11-01", "name": "rg2",
                 "location": "westeurope"}""";
        String inside = nested("inside", "Inner", NSG, "")
                .replace(
                        "\"name\": \"inside\"",
                        "\"name\": \"inside\", \"resourceGroup\": \"rg2\", \"dependsOn\": [\"rg2\"]");
        String deployment = Azure.SUBSCRIPTION + DEPLOYMENTS + "d2";
        String body = "{\"location\": \"westeurope\","
                + template(group + "," + inside, "").substring(1);

        assertThat(azure.exactly("PUT", deployment, template(group, "")).code()).isEqualTo("InvalidDeployment");
        assertThat(azure.exactly("PUT", deployment, body).status()).isEqualTo(201);
        azure.pass(60);

        assertThat(azure.get(deployment).state()).isEqualTo("Succeeded");
        assertThat(azure.get(Azure.SUBSCRIPTION
                                + "/resourceGroups/rg2/providers/Microsoft.Network/networkSecurityGroups/nsg1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void completeModeTakesAwayWhatTheTemplateDoesNotName() {
        azure.put(Azure.NETWORK + "/routeTables/old", "{'location':'westeurope'}");
        azure.pass(10);

        deploy("d1", template(NSG, "").replace("Incremental", "Complete"));
        azure.pass(120);

        assertThat(azure.get(D1).state()).isEqualTo("Succeeded");
        assertThat(azure.get(Azure.NETWORK + "/routeTables/old").status()).isEqualTo(404);
        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/nsg1").status())
                .isEqualTo(200);
    }

    @Test
    void aDeploymentDoesNotKeepWhatItsParametersAndOutputsTellOf() {
        String nsg = Azure.NETWORK + "/networkSecurityGroups/nsg1";
        deploy("d1", template(NSG, "\"nsg\": {\"type\": \"object\", \"value\": {\"id\": \"" + nsg + "\"}}"));
        azure.pass(60);

        assertThat(azure.get(D1).body().at("/properties/outputs/nsg/value/id").asText())
                .isEqualTo(nsg);
        assertThat(azure.delete(nsg).status()).isEqualTo(202);
        azure.pass(60);
        assertThat(azure.get(nsg).status()).isEqualTo(404);
    }

    @Test
    void aRunningDeploymentIsNotReplacedAndCanBeCancelled() {
        deploy("d1", template(NSG + "," + VNET, ""));

        assertThat(deploy("d1", template(NSG, "")).code()).isEqualTo("DeploymentActive");
        assertThat(azure.call("POST", D1 + "/cancel", "").status()).isEqualTo(204);
        azure.pass(60);
        assertThat(azure.get(D1).state()).isEqualTo("Canceled");
        assertThat(azure.get(Azure.VNET).status()).isEqualTo(404);
        assertThat(azure.call("POST", D1 + "/cancel", "").code()).isEqualTo("DeploymentCannotBeCancelled");
    }

    @Test
    void aDeploymentThatARestartInterruptedHasFailed() {
        deploy("d1", template(NSG + "," + VNET, ""));
        ObjectNode saved = azure.arm.save();

        Azure restarted = new Azure();
        restarted.arm.restore(saved);

        assertThat(restarted.get(D1).state()).isEqualTo("Failed");
        assertThat(restarted.get(D1).body().at("/properties/error/message").asText())
                .contains("restart");
    }

    @Test
    void aDeploymentEndsWithItsGroup() {
        deploy("d1", template(NSG + "," + VNET, ""));
        azure.delete(Azure.RG);
        azure.pass(120);

        assertThat(azure.get(Azure.RG).status()).isEqualTo(404);
        assertThat(azure.get(Azure.VNET).status()).isEqualTo(404);
    }

    @Test
    void whatIfTellsWhatWouldHappen() {
        deploy("d1", template(NSG, ""));
        azure.pass(60);

        Azure.Answer answer = azure.exactly("POST", D1 + "/whatIf", template(NSG + "," + VNET, ""));

        JsonNode changes = answer.body().at("/properties/changes");
        assertThat(changes.at("/0/changeType").asText()).isEqualTo("NoChange");
        assertThat(changes.at("/1/changeType").asText()).isEqualTo("Create");
    }

    @Test
    void aDeploymentIsListedExportedAndForgotten() {
        deploy("d1", template(NSG, ""));
        azure.pass(60);

        assertThat(azure.get(Azure.RG + DEPLOYMENTS).body().path("value")).hasSize(1);
        assertThat(azure.call("POST", D1 + "/exportTemplate", "").body().at("/template/resources"))
                .hasSize(1);
        assertThat(azure.get(Azure.RG + "/resources").body().path("value")).hasSize(1);
        assertThat(azure.delete(D1).status()).isEqualTo(202);
        assertThat(azure.get(D1).status()).isEqualTo(404);
        assertThat(azure.get(Azure.NETWORK + "/networkSecurityGroups/nsg1").status())
                .isEqualTo(200);
    }

    private Azure.Answer deploy(String name, String body) {
        return azure.exactly("PUT", Azure.RG + DEPLOYMENTS + name, body);
    }

    private static String template(String resources, String outputs) {
        return """
                {"properties": {"mode": "Incremental", template: {"contentVersion": "1.0.0.0",
                  "resources": [%s], "outputs": {%s}}}}""".formatted(resources, outputs);
    }

    private static String nested(String name, String scope, String resources, String outputs) {
        return """
                {"type": "Microsoft.Resources/deployments", "apiVersion": "2024-11-01", "name": "%s", "properties":
                  {"mode": "Incremental", "expressionEvaluationOptions": {"scope": "%s"},
                   "template": {"resources": [%s], "outputs": {%s}}}}""".formatted(name, scope, resources, outputs);
    }

    private void denyPublicAddresses() {
        String authorization = Azure.RG + "/providers/Microsoft.Authorization/";
        azure.put(Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/policyDefinitions/no-pip", """
                {'properties':{'mode':'All','policyRule':{'if':{'field':'type',
                 'equals':'Microsoft.Network/publicIPAddresses'},'then':{'effect':'deny'}}}}""");
        azure.put(authorization + "policyAssignments/no-pip", """
                {'properties':{'policyDefinitionId':'%s/providers/Microsoft.Authorization/policyDefinitions/no-pip'}}""".formatted(Azure.SUBSCRIPTION));
    }

    private String readerOfTheGroup() {
        String identity = Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1";
        azure.put(identity, "{'location':'westeurope'}");
        ObjectNode found = (ObjectNode) azure.get(identity).body();
        String principal = found.at("/properties/principalId").asText();
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/roleAssignments/5d0f4a2e-0000-4000-8000-000000000001",
                """
                {'properties':{'principalId':'%s','roleDefinitionId':
                 '%s/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7'}}""".formatted(principal, Azure.SUBSCRIPTION));
        azure.pass(700);
        return principal;
    }
}
