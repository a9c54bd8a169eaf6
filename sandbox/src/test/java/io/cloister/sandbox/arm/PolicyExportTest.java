// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.sandbox.policies.InvalidExportException;
import io.cloister.sandbox.policies.PolicyExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies as az exports them, loaded and asked. */
class PolicyExportTest {

    private static final String GROUP_OF_MANAGEMENT = "/providers/Microsoft.Management/managementGroups/corp";
    private static final String POLICY = "/providers/Microsoft.Authorization/";
    private static final String ADDRESS = Azure.NETWORK + "/publicIPAddresses/p";
    private static final String ADDRESS_BODY = "{'location':'westeurope','sku':{'name':'Standard'}}";

    /** In the shape of {@code az policy definition list}: nothing below properties, nulls said. */
    private static final String DEFINITIONS = """
            [{'id':'%1$s%2$spolicyDefinitions/no-ips','name':'no-ips','type':'Microsoft.Authorization/policyDefinitions',
              'displayName':'No addresses','description':null,'metadata':{'category':'x'},'mode':'All','parameters':null,
              'policyType':'Custom','systemData':null,'version':'1.0.0','versions':['1.0.0'],
              'policyRule':{'if':{'field':'type','equals':'Microsoft.Network/publicIPAddresses'},'then':{'effect':'deny'}}},
             {'id':'%2$spolicyDefinitions/unused','name':'unused','policyType':'BuiltIn','mode':'All',
              'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'deny'}}}]""".formatted(GROUP_OF_MANAGEMENT, POLICY);

    private static final String SETS = """
            {'value':[{'id':'%1$s%2$spolicySetDefinitions/corp','name':'corp','properties':{'displayName':'Corp',
              'policyDefinitions':[
               {'policyDefinitionId':'%1$s%2$spolicyDefinitions/no-ips','policyDefinitionReferenceId':'ips'},
               {'policyDefinitionId':'%2$spolicyDefinitions/00000000-0000-0000-0000-00000000dead'}]}}]}""".formatted(GROUP_OF_MANAGEMENT, POLICY);

    private static final String ASSIGNMENTS = """
            [{'id':'%1$s%2$spolicyAssignments/corp','name':'corp','displayName':'Corp','scope':'%1$s',
              'policyDefinitionId':'%1$s%2$spolicySetDefinitions/corp','enforcementMode':'Default',
              'notScopes':['/subscriptions/11111111-2222-3333-4444-555555555555',
                           '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/sandbox'],
              'nonComplianceMessages':[{'message':'Nothing public'}]},
             {'id':'/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/elsewhere%2$spolicyAssignments/x',
              'name':'x','policyDefinitionId':'%1$s%2$spolicyDefinitions/no-ips'}]""".formatted(GROUP_OF_MANAGEMENT, POLICY);

    private final Azure azure = new Azure();

    @TempDir
    private Path directory;

    @Test
    void aCompanysPoliciesHoldInTheSandbox() throws IOException {
        write("1-definitions.json", DEFINITIONS);
        write("2-sets.json", SETS);
        write("3-assignments.json", ASSIGNMENTS);

        List<String> notes = load();

        Azure.Answer denied = azure.put(ADDRESS, ADDRESS_BODY);
        assertThat(denied.code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(denied.body().at("/error/message").asText()).contains("Nothing public");
        assertThat(denied.body()
                        .at("/error/additionalInfo/0/info/policyAssignmentScope")
                        .asText())
                .isEqualTo(Azure.SUBSCRIPTION);
        assertThat(notes)
                .anyMatch(line -> line.startsWith("rebased: policy assignment 'Corp' from " + GROUP_OF_MANAGEMENT))
                .anyMatch(line ->
                        line.startsWith("skipped: policy set definition 'Corp' includes ") && line.contains("dead"))
                .anyMatch(line -> line.startsWith("skipped: policy assignment 'Corp' spares /subscriptions/1111"))
                .anyMatch(line -> line.startsWith("skipped: policy assignment 'x': ") && line.contains("elsewhere"))
                .noneMatch(line -> line.contains("unused"));
    }

    @Test
    void anExportedExemptionHoldsToo() throws IOException {
        write("1.json", DEFINITIONS);
        write("2.json", SETS);
        write("3.json", ASSIGNMENTS);
        write("4.json", """
                {'id':'%1$s%2$spolicyExemptions/e','name':'e','exemptionCategory':'Mitigated','resourceGroup':null,
                 'policyAssignmentId':'%1$s%2$spolicyAssignments/corp','policyDefinitionReferenceIds':['ips']}""".formatted(GROUP_OF_MANAGEMENT, POLICY));

        load();

        assertThat(azure.put(ADDRESS, ADDRESS_BODY).status()).isEqualTo(201);
    }

    @Test
    void aDefinitionFromACollectionIsTakenAsItIsPublished() throws IOException {
        try (var published =
                getClass().getResourceAsStream("/io/cloister/sandbox/policy/subnets-need-a-security-group.json")) {
            Files.copy(published, directory.resolve("nsg.json"));
        }
        write(
                "assignment.json",
                "{'name':'nsg','type':'Microsoft.Authorization/policyAssignments','properties':{"
                        + "'policyDefinitionId':'" + Azure.SUBSCRIPTION + POLICY
                        + "policyDefinitions/subnets-need-a-security-group'}}");

        load();

        assertThat(azure.put(
                                Azure.VNET,
                                "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':"
                                        + "['10.0.0.0/16']},'subnets':[{'name':'s','properties':{'addressPrefix':'10.0.0.0/24'}}]}}")
                        .code())
                .isEqualTo("RequestDisallowedByPolicy");
    }

    /** The files of github.com/Azure/Azure-Landing-Zones-Library refer to one another below a group to be filled in. */
    @Test
    void whatACollectionRefersToByNameIsFound() throws IOException {
        write("alz/policy_definitions/No-Ips.alz_policy_definition.json", """
                {'name':'No-Ips','type':'Microsoft.Authorization/policyDefinitions','properties':{'policyType':'Custom',
                 'mode':'All','parameters':{'effect':{'type':'String','defaultValue':'Deny'}},'policyRule':{
                 'if':{'field':'type','equals':'Microsoft.Network/publicIPAddresses'},
                 'then':{'effect':'[[parameters(\\u0027effect\\u0027)]'}}}}""");
        write("alz/policy_set_definitions/Corp.tmpl.json", """
                {'name':'Corp','type':'Microsoft.Authorization/policySetDefinitions','scope':null,'properties':{
                 'policyDefinitionGroups':null,'parameters':{'unset':{'type':'Array','defaultValue':null}},
                 'policyDefinitions':[{'policyDefinitionReferenceId':'ips','groupNames':[],'parameters':{},
                 'policyDefinitionId':'${root_scope_resource_id}%spolicyDefinitions/No-Ips'}]}}""".formatted(POLICY)
                .replace("'unset':{'type':'Array','defaultValue':null}", ""));
        write("alz/policy_assignments/Corp.alz_policy_assignment.json", """
                {'name':'Corp','type':'Microsoft.Authorization/policyAssignments','location':'${default_location}',
                 'dependsOn':[],'properties':{'scope':'/providers/Microsoft.Management/managementGroups/placeholder',
                 'policyDefinitionId':'/providers/Microsoft.Management/managementGroups/placeholder%spolicySetDefinitions/Corp'}}""".formatted(POLICY));
        write("alz/alz_library_metadata.json", "{'name':'alz'}");
        write(".github/dependabot.json", "[7]");

        List<String> notes = load();

        assertThat(azure.put(ADDRESS, ADDRESS_BODY).code()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(notes)
                .containsExactly("skipped: alz/alz_library_metadata.json: is no policy definition, set definition,"
                        + " assignment or exemption");
    }

    /** As in the samples of github.com/Azure/azure-policy. */
    @Test
    void aPolicyInPartsIsPutTogether() throws IOException {
        String rule = "{'if':{'field':'type','in':'[parameters(\\u0027types\\u0027)]'},'then':{'effect':'deny'}}";
        write("samples/of-rules/azurepolicy.rules.json", rule);
        write("samples/of-rules/azurepolicy.parameters.json", "{'types':{'type':'Array'}}");
        write(
                "samples/without-parameters/azurepolicy.json",
                "{'properties':{'displayName':'x','mode':'All','policyRule':" + rule + "}}");
        write("samples/without-parameters/azurepolicy.rules.json", rule);
        write("samples/without-parameters/azurepolicy.parameters.json", "{'types':{'type':'Array'}}");
        write("samples/set/azurepolicyset.json", """
                {'properties':{'policyDefinitions':[{'policyDefinitionId':
                 '%s%spolicyDefinitions/of-rules','parameters':{'types':{'value':['a']}}}]}}""".formatted(Azure.SUBSCRIPTION, POLICY));
        write("samples/set/azurepolicyset.definitions.json", "[{'policyDefinitionId':'x','parameters':{}}]");

        assertThat(load()).isEmpty();

        for (String name : List.of("of-rules", "without-parameters")) {
            String id = Azure.SUBSCRIPTION + POLICY + "policyDefinitions/" + name;
            assertThat(azure.get(id)
                            .body()
                            .at("/properties/parameters/types/type")
                            .asText())
                    .isEqualTo("Array");
        }
        assertThat(azure.get(Azure.SUBSCRIPTION + POLICY + "policySetDefinitions/set")
                        .status())
                .isEqualTo(200);
    }

    /** One that Azure would refuse does not keep the others of a collection out. */
    @Test
    void aFaultyDefinitionOfACollectionIsLeftOut() throws IOException {
        write(
                "good.json",
                "{'properties':{'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'audit'}}}}");
        write(
                "bad.json",
                "{'properties':{'policyRule':{'if':{'field':'type','exists':'maybe'},'then':{'effect':'audit'}}}}");

        assertThat(load()).hasSize(1).allMatch(line -> line.startsWith("skipped: bad.json: policy definition 'bad': "));
        assertThat(azure.get(Azure.SUBSCRIPTION + POLICY + "policyDefinitions/good")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongFilesAreToldOfTogether() throws IOException {
        write("broken.json", "[{'id':");
        write("cats.json", "[{'name':'Tom'}]");
        write(
                "rule.json",
                "{'id':'" + Azure.SUBSCRIPTION + POLICY
                        + "policyDefinitions/bad','name':'bad','policyType':'Custom','policyRule':{'if':{'field':'type','resembles':'x'},"
                        + "'then':{'effect':'deny'}}}");

        assertThatThrownBy(() -> PolicyExport.read(directory))
                .isInstanceOfSatisfying(
                        InvalidExportException.class,
                        refused -> assertThat(refused.errors())
                                .hasSize(3)
                                .anyMatch(line -> line.startsWith("broken.json: is not JSON"))
                                .anyMatch(line -> line.startsWith("cats.json, object 1: is no policy definition"))
                                .anyMatch(line -> line.startsWith("rule.json: policy definition 'bad': ")
                                        && line.contains("resembles")));
        assertThatThrownBy(() -> PolicyExport.read(directory.resolve("nowhere")))
                .isInstanceOf(InvalidExportException.class)
                .hasMessageContaining("cannot be read");
    }

    private List<String> load() {
        return PolicyExport.read(directory)
                .into(
                        Azure.SUBSCRIPTION.substring("/subscriptions/".length()),
                        id -> azure.arm.resources().get(id).isPresent(),
                        azure.arm::seed);
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), content.replace('\'', '"'));
    }
}
