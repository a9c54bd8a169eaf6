// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Azure reads names and words in any case, and answers in its own. */
class SpellingTest {

    private static final Set<String> FREE =
            Set.of("tags", "metadata", "userAssignedIdentities", "policyRule", "parameters");

    private final Azure azure = new Azure();

    @Test
    void aChildIsWrittenWithNamesInAnyCase() {
        azure.makeNetwork();

        Azure.Answer made = azure.put(Azure.VNET + "/subnets/b", "{'Properties':{'AddressPrefix':'10.20.9.0/24'}}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/properties/addressPrefix").asText()).isEqualTo("10.20.9.0/24");
        assertThat(made.body().has("Properties")).isFalse();
        assertThat(made.body().path("properties").has("AddressPrefix")).isFalse();
    }

    static Stream<String> types() {
        return new Azure()
                .arm.assembly().types().all().stream()
                        .map(type -> type.type())
                        .filter(type -> !type.equals("Microsoft.Resources/subscriptions"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsItsNamesInAnyCase(String type) {
        Samples.makeBase(azure);
        ObjectNode body = Samples.body(type);
        azure.put(Samples.path(type, "base"), body.toString());
        azure.pass(100);
        Azure.Answer plain = azure.put(Samples.path(type, "base"), body.toString());
        azure.pass(100);
        Set<String> names = names(azure.get(Samples.path(type, "base")).body());

        for (UnaryOperator<String> spelling : List.<UnaryOperator<String>>of(
                name -> name.toUpperCase(Locale.ROOT),
                name -> name.toLowerCase(Locale.ROOT),
                name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))) {
            Azure.Answer other = azure.put(
                    Samples.path(type, "base"), respelled(body, spelling).toString());
            azure.pass(100);

            assertThat(other.status()).as("%s", other.body()).isEqualTo(plain.status());
            assertThat(names(azure.get(Samples.path(type, "base")).body())).isEqualTo(names);
        }
    }

    @Test
    void everyNameOfEveryAnswerIsKnown() {
        Samples.makeBase(azure);
        List<String> ids = azure.arm
                .assembly()
                .store()
                .under(Azure.RG + "/")
                .map(stored -> stored.path("id").asText())
                .toList();
        for (String id : ids) {
            ObjectNode shown = (ObjectNode) azure.get(id).body();
            ObjectNode other = (ObjectNode) respelled(shown, name -> name.toUpperCase(Locale.ROOT));

            Spelling.at(id).correct(other);

            assertThat(other).isEqualTo(shown);
        }
        assertThat(ids).hasSizeGreaterThan(20);
    }

    @Test
    void ofTwoSpellingsOfOneNameTheLastCounts() {
        azure.makeNetwork();

        Azure.Answer made = azure.put(
                Azure.VNET + "/subnets/b",
                "{'properties':{'addressPrefix':'10.20.9.0/24'},'PROPERTIES':{'addressPrefix':'10.20.7.0/24',"
                        + "'ADDRESSPREFIX':'10.20.8.0/24'}}");

        assertThat(made.body().at("/properties/addressPrefix").asText()).isEqualTo("10.20.8.0/24");
    }

    @Test
    void whatClientsNameThemselvesStaysAsTheyNameIt() {
        Azure.Answer made = azure.put(
                Azure.NETWORK + "/networkSecurityGroups/g",
                "{'Location':'westeurope','Tags':{'Name':'n','SKU':'s'},'Properties':{'FutureThing':{'Name':'x'}}}");

        assertThat(made.body().path("tags")).isEqualTo(Azure.json("{'Name':'n','SKU':'s'}"));
        assertThat(made.body().at("/properties/FutureThing/name").asText()).isEqualTo("x");
    }

    @Test
    void anExtensionsSettingsStayAsTheyAre() {
        Samples.makeBase(azure);
        azure.pass(100);

        Azure.Answer made = azure.put(
                Azure.COMPUTE + "/virtualMachines/base/extensions/e",
                "{'location':'westeurope','Properties':{'Publisher':'Microsoft.Azure.Extensions','Type':'CustomScript',"
                        + "'TypeHandlerVersion':'2.1','Settings':{'Name':'n','ID':'i','CommandToExecute':'true','none':{'x':null}}}}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/properties/settings"))
                .isEqualTo(Azure.json("{'Name':'n','ID':'i','CommandToExecute':'true','none':{'x':null}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "networkSecurityGroups/base,/properties/securityRules/0/properties/protocol,tcp,Tcp",
        "networkSecurityGroups/base,/properties/securityRules/0/properties/direction,INBOUND,Inbound",
        "networkSecurityGroups/base,/properties/securityRules/0/properties/access,allow,Allow",
        "networkInterfaces/base,/properties/ipConfigurations/0/properties/privateIPAllocationMethod,dynamic,Dynamic",
        "networkInterfaces/base,/properties/ipConfigurations/0/properties/privateIPAddressVersion,ipv4,IPv4",
        "loadBalancers/base,/sku/name,standard,Standard",
        "loadBalancers/base,/sku/tier,regional,Regional",
        "loadBalancers/base,/properties/probes/0/properties/protocol,TCP,Tcp",
        "publicIPAddresses/base,/properties/publicIPAllocationMethod,static,Static",
        "publicIPAddresses/base,/sku/name,STANDARD,Standard",
        "routeTables/base,/properties/routes/0/properties/nextHopType,virtualappliance,VirtualAppliance",
        "virtualNetworks/vnet1/subnets/base,/properties/privateEndpointNetworkPolicies,enabled,Enabled",
        "virtualMachines/base,/properties/hardwareProfile/vmSize,standard_d2s_V5,Standard_D2s_v5",
        "virtualMachines/base,/properties/storageProfile/osDisk/createOption,fromimage,FromImage",
        "virtualMachines/base,/properties/storageProfile/osDisk/caching,readwrite,ReadWrite",
        "virtualMachines/base,/properties/storageProfile/osDisk/deleteOption,delete,Delete",
        "virtualMachines/base,/properties/storageProfile/osDisk/managedDisk/storageAccountType,premium_lrs,Premium_LRS",
        "virtualMachines/base,/properties/priority,REGULAR,Regular",
        "virtualMachines/base,/identity/type,'systemassigned,userassigned','SystemAssigned, UserAssigned'",
        "virtualMachineScaleSets/base,/properties/orchestrationMode,uniform,Uniform",
        "virtualMachineScaleSets/base,/properties/upgradePolicy/mode,manual,Manual",
        "virtualMachineScaleSets/base,/sku/name,STANDARD_D2S_V5,Standard_D2s_v5",
        "virtualMachineScaleSets/base,/properties/scaleInPolicy/rules,oldestvm,OldestVM",
        "disks/base,/sku/name,premium_LRS,Premium_LRS",
        "disks/base,/properties/creationData/createOption,empty,Empty",
        "policyAssignments/base,/properties/enforcementMode,donotenforce,DoNotEnforce",
        "policyDefinitions/base,/properties/policyType,custom,Custom",
        "policyDefinitions/base,/properties/mode,all,All",
        "roleAssignments/base,/properties/principalType,serviceprincipal,ServicePrincipal",
        "locks/base,/properties/level,readonly,ReadOnly"
    })
    void aWordComesBackInAzuresCase(String what, String pointer, String given, String shown) {
        Samples.makeBase(azure);
        String type = azure.arm.assembly().types().all().stream()
                .map(one -> one.type())
                .filter(one -> one.endsWith("/" + collection(what)))
                .findFirst()
                .orElseThrow();
        ObjectNode body = Samples.body(type);
        int last = pointer.lastIndexOf('/');
        JsonNode holder = body.at(pointer.substring(0, last));
        ObjectNode object = holder instanceof ObjectNode there ? there : body.withObject(pointer.substring(0, last));
        object.put(pointer.substring(last + 1), given);

        Azure.Answer answer = azure.put(Samples.path(type, "base"), body.toString());

        assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
        assertThat(answer.body().at(pointer).asText()).isEqualTo(shown);
    }

    @Test
    void aPolicySeesTheOneSpelling() {
        azure.makeNetwork();
        azure.put(Azure.RG + "/providers/Microsoft.Authorization/policyDefinitions/d", """
                {'Properties':{'Mode':'All','PolicyRule':{'if':{'allOf':[
                 {'field':'type','equals':'Microsoft.Network/virtualNetworks/subnets'},
                 {'field':'Microsoft.Network/virtualNetworks/subnets/addressPrefix','match':'10.20.9.0/24'}]},
                 'then':{'effect':'deny'}}}}""");
        azure.put(
                Azure.RG + "/providers/Microsoft.Authorization/policyAssignments/a",
                "{'PROPERTIES':{'PolicyDefinitionID':'" + Azure.RG
                        + "/providers/Microsoft.Authorization/policyDefinitions/d'}}");

        for (String hidden : List.of(
                "{'Properties':{'AddressPrefix':'10.20.9.0/24'}}",
                "{'properties':{'addressPrefix':'10.20.8.0/24'},'Properties':{'addressPrefix':'10.20.9.0/24'}}",
                "{'properties':{'addressPrefix':'10.20.8.0/24','ADDRESSPREFIX':'10.20.9.0/24'}}")) {
            Azure.Answer refused = azure.put(Azure.VNET + "/subnets/b", hidden);

            assertThat(refused.code()).as(hidden).isEqualTo("RequestDisallowedByPolicy");
        }
        assertThat(azure.put(Azure.VNET + "/subnets/b", "{'Properties':{'AddressPrefix':'10.20.8.0/24'}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPatchOfTagsIsOneInAnyCase() {
        azure.makeNetwork();

        Azure.Answer patched = azure.call("PATCH", Azure.VNET, "{'TAGS':{'a':'b'}}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().at("/tags/a").asText()).isEqualTo("b");
    }

    @Test
    void aPathIsReadInAnyCase() {
        Samples.makeBase(azure);
        azure.arm.assembly().store().all().map(ObjectNode::deepCopy).forEach(stored -> {
            String id = stored.path("id").asText();
            Azure.Answer usual = azure.get(id);

            Azure.Answer loud = azure.get(id.toUpperCase(Locale.ROOT));

            assertThat(loud.status()).as(id).isEqualTo(usual.status());
            assertThat(loud.body()).as(id).isEqualTo(usual.body());
        });
    }

    @Test
    void aWriteByAPathInAnotherCaseKeepsAzuresTypes() {
        azure.makeNetwork();

        Azure.Answer made = azure.put(
                Azure.SUBSCRIPTION + "/RESOURCEGROUPS/RG1/PROVIDERS/microsoft.network/NETWORKSECURITYGROUPS/Mine",
                "{'location':'westeurope'}");
        Azure.Answer child = azure.put(
                Azure.VNET.toUpperCase(Locale.ROOT) + "/SUBNETS/Mine",
                "{'properties':{'addressPrefix':'10.20.9.0/24'}}");

        assertThat(made.body().path("id").asText()).isEqualTo(Azure.NETWORK + "/networkSecurityGroups/Mine");
        assertThat(child.body().path("id").asText()).isEqualTo(Azure.VNET + "/subnets/Mine");
        assertThat(child.body().path("type").asText()).isEqualTo("Microsoft.Network/virtualNetworks/subnets");
    }

    @Test
    void queriesActionsAndOperationsAreAskedForInAnyCase() {
        Samples.makeBase(azure);
        azure.pass(100);
        Azure.Answer view = azure.get(
                Azure.COMPUTE.toUpperCase(Locale.ROOT) + "/VIRTUALMACHINES/BASE/INSTANCEVIEW?API-Version=2024-07-01");
        Azure.Answer off = azure.call("POST", Azure.COMPUTE + "/virtualMachines/base/POWEROFF", "");
        String poll = off.header("Azure-AsyncOperation");
        Azure.Answer operation = azure.get(poll.substring(poll.indexOf("/subscriptions"))
                .replace("/operations/", "/OPERATIONS/")
                .replace("api-version", "Api-Version"));

        assertThat(view.status()).isEqualTo(200);
        assertThat(off.status()).isEqualTo(202);
        assertThat(operation.body().path("status").asText()).isEqualTo("InProgress");
    }

    private static String collection(String path) {
        String[] parts = path.split("/");
        return parts[parts.length - 2];
    }

    private static JsonNode respelled(JsonNode node, UnaryOperator<String> spelling) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(respelled(element, spelling)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(property -> copy.set(
                        FREE.contains(property.getKey()) ? property.getKey() : spelling.apply(property.getKey()),
                        FREE.contains(property.getKey())
                                ? property.getValue()
                                : respelled(property.getValue(), spelling)));
        return copy;
    }

    /** The paths of all names, whatever the values are. */
    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        collect(node, "", names);
        return names;
    }

    private static void collect(JsonNode node, String at, Set<String> names) {
        node.properties().forEach(property -> {
            names.add(at + "/" + property.getKey());
            collect(property.getValue(), at + "/" + property.getKey(), names);
        });
        for (JsonNode element : node) {
            if (node.isArray()) {
                collect(element, at, names);
            }
        }
    }
}
