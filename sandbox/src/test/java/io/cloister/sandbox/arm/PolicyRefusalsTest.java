// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Azure refuses of policy's resources; codes as the policy client's tests in azure-sdk-for-net have them. */
class PolicyRefusalsTest {

    private static final String AUTHORIZATION = Azure.SUBSCRIPTION + "/providers/Microsoft.Authorization/";
    private static final String EXISTING = AUTHORIZATION + "policyDefinitions/existing";
    private static final String DEFINITION = AUTHORIZATION + "policyDefinitions/d";
    private static final String SET = AUTHORIZATION + "policySetDefinitions/s";
    private static final String ASSIGNMENT = AUTHORIZATION + "policyAssignments/a";
    private static final String RULE = "'policyRule':{'if':{'field':'type','equals':'t'},'then':{'effect':'deny'}}";
    /** One for all, as nothing that is refused changes it. */
    private static final Azure AZURE = new Azure();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties':{'policyRule':{'if':[],'then':{'effect':[]}}}}",
                "{'properties':{'policyRule':{'if':{'field':[1],'equals':{}},'then':{'effect':'deny'}}}}",
                "{'properties':{'policyRule':{'if':{'count':7,'equals':1},'then':{'effect':'deny'}}}}",
                "{'properties':{'policyRule':{'if':{'not':{'not':[]}},'then':7}}}",
                "{'properties':{'parameters':[1],'mode':{},'policyRule':{'if':{},'then':{}}}}",
                "{'properties':{'policyDefinitions':'x','policyDefinitionId':{},'policyAssignmentId':[]}}",
                "{'properties':{'policyDefinitions':['x',1,null],'policyDefinitionGroups':7}}",
                "{'properties':{'policyDefinitionId':'no id at all','parameters':'x'}}",
                "{'properties':{'exemptionCategory':'Waiver','policyAssignmentId':'/','expiresOn':7}}",
                "{}"
            })
    void nonsenseIsTheClientsMistake(String body) {
        for (String path : List.of(DEFINITION, SET, ASSIGNMENT, AUTHORIZATION + "policyExemptions/e")) {
            assertThat(AZURE.put(path, body).status()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void aDefinitionKeepsNullsInTheValuesOfItsParametersAndReadsOthersAsAbsent() {
        String definition = AUTHORIZATION + "policyDefinitions/nulls";

        Azure.Answer made = AZURE.put(definition, """
                {'properties':{'mode':'All','metadata':{'owner':null},'description':null,
                 'parameters':{'o':{'type':'Object','defaultValue':{'k':null}},
                  'n':{'type':'String','defaultValue':null,'allowedValues':null}},
                 'policyRule':{'if':{'anyOf':[{'field':'tags.x','equals':'[parameters(\\u0027n\\u0027)]'},
                  {'value':'[contains(parameters(\\u0027o\\u0027), \\u0027k\\u0027)]','equals':'true'}],'not':null},
                  'then':{'effect':'audit','details':null}}}}""");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().at("/properties/parameters/o/defaultValue").toString())
                .isEqualTo("{\"k\":null}");
        assertThat(made.body().at("/properties/metadata/owner").isNull()).isTrue();
        assertThat(made.body().at("/properties").has("description")).isFalse();
        assertThat(AZURE.put(
                                AUTHORIZATION + "policyAssignments/nulls",
                                "{'properties':{'policyDefinitionId':'" + definition + "'}}")
                        .code())
                .isEqualTo("MissingPolicyParameter");
    }

    @BeforeAll
    static void aDefinitionWithAParameterIsThere() {
        AZURE.put(EXISTING, """
                {'properties':{'mode':'All','parameters':{'p':{'type':'String','allowedValues':['a','b']}},
                 'policyRule':{'if':{'field':'tags.x','equals':'[parameters(\\u0027p\\u0027)]'},'then':{'effect':'deny'}}}}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `'displayName':'no rule'` | InvalidRequestContent
            `'mode':'Foo',R` | InvalidPolicyDefinitionMode
            `'parameters':{'foo':{'type':'String'}},R` | UnusedPolicyParameters
            `'parameters':{'foo':{'type':'Thing'}},R` | InvalidPolicyParameters
            `'policyRule':{'if':{'field':'type','equals':'[parameters(\\u0027foo\\u0027)]'},'then':{'effect':'deny'}}` | InvalidPolicyParameters
            `'policyRule':{'if':{'field':'type','resembles':'x'},'then':{'effect':'deny'}}` | InvalidPolicyRule
            `'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'explode'}}` | InvalidPolicyRule
            `'policyRule':{'if':{'field':'type','exists':'maybe'},'then':{'effect':'deny'}}` | InvalidPolicyRule
            `'policyRule':{'if':{'value':'[newGuid()]','exists':true},'then':{'effect':'deny'}}` | InvalidPolicyRule
            `'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'auditIfNotExists','details':{'type':'t','existenceCondition':{'field':'type','is':'x'}}}}` | InvalidPolicyRule
            `'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'deployIfNotExists','details':{'type':'t'}}}` | InvalidPolicyRuleEffectDetails
            `'parameters':{'foo':{'type':'Array','defaultValue':'x'}},R` | InvalidPolicyParameterType
            `'parameters':{'e':{'type':'String','defaultValue':'Deny','allowedValues':['Audit']}},'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'[parameters(\\u0027e\\u0027)]'}}` | PolicyParameterValueNotAllowed
            `'policyRule':{'if':{'field':'type','equals':'x'}}` | InvalidPolicyRule
            `'policyRule':{'if':{'field':'type','equals':'x'},'then':{'effect':'modify'}}` | InvalidPolicyRuleEffectDetails
            `'policyRule':{'if':{'value':'[concat(]','equals':'x'},'then':{'effect':'deny'}}` | InvalidPolicyRule
            `'policyRule':'deny everything'` | InvalidRequestContent
            """)
    void aDefinitionThatAzureRefusesIsRefused(String properties, String code) {
        Azure.Answer refused =
                AZURE.put(DEFINITION, "{'properties':{" + properties.replaceAll(",R$", "," + RULE) + "}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(AZURE.get(DEFINITION).code()).isEqualTo("PolicyDefinitionNotFound");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `'displayName':'x'` | InvalidRequestContent
            `'policyDefinitionId':'DX'` | PolicyDefinitionNotFound
            `'policyDefinitionId':'D'` | MissingPolicyParameter
            `'policyDefinitionId':'D','parameters':{'p':{'value':'a'},'q':{'value':'b'}}` | UndefinedPolicyParameter
            `'policyDefinitionId':'D','parameters':{'p':{'value':'z'}}` | PolicyParameterValueNotAllowed
            `'policyDefinitionId':'D','parameters':{'p':{'value':['a']}}` | InvalidPolicyParameterType
            `'policyDefinitionId':'D','enforcementMode':'Sometimes','parameters':{'p':{'value':'a'}}` | InvalidRequestContent
            """)
    void anAssignmentThatAzureRefusesIsRefused(String properties, String code) {
        assertThat(AZURE.put(ASSIGNMENT, "{'properties':{" + properties.replace("'D", "'" + EXISTING) + "}}")
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `'displayName':'none'` | InvalidRequestContent
            `'policyDefinitions':[{'policyDefinitionId':'DX'}]` | PolicyDefinitionNotFound
            `'policyDefinitions':[{'policyDefinitionId':'D'}]` | MissingPolicyParameter
            `'policyDefinitions':[{'policyDefinitionId':'D','parameters':{'p':{'value':'z'}}}]` | PolicyParameterValueNotAllowed
            `'policyDefinitions':[{'policyDefinitionId':'D','parameters':{'p':{'value':'a'},'q':{'value':1}}}]` | UndefinedPolicyParameter
            `'parameters':{'x':{'type':'String'}},'policyDefinitions':[{'policyDefinitionId':'D','parameters':{'p':{'value':'a'}}}]` | UnusedPolicyParameters
            `'policyDefinitions':[{'policyDefinitionId':'D','parameters':{'p':{'value':'a'}},'groupNames':['g']}]` | InvalidPolicyDefinitionGroups
            """)
    void aSetThatAzureRefusesIsRefused(String properties, String code) {
        assertThat(AZURE.put(SET, "{'properties':{" + properties.replace("'D", "'" + EXISTING) + "}}")
                        .code())
                .isEqualTo(code);
    }

    @Test
    void anAssignmentOfWhatChangesResourcesNeedsAnIdentity() {
        String definition = AUTHORIZATION + "policyDefinitions/changing";
        AZURE.put(definition, """
                {'properties':{'mode':'Indexed',
                 'parameters':{'effect':{'type':'String','defaultValue':'Modify','allowedValues':['Modify','Disabled']}},
                 'policyRule':{'if':{'field':'tags.x','exists':'false'},'then':{'effect':'[parameters(\\u0027effect\\u0027)]',
                  'details':{'roleDefinitionIds':['/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c'],
                   'operations':[{'operation':'add','field':'tags.x','value':'y'}]}}}}}""");
        String set = AUTHORIZATION + "policySetDefinitions/changing";
        AZURE.put(set, """
                {'properties':{'parameters':{'what':{'type':'String','defaultValue':'Disabled'}},
                 'policyDefinitions':[{'policyDefinitionId':'%s',
                  'parameters':{'effect':{'value':'[parameters(\\u0027what\\u0027)]'}}}]}}""".formatted(definition));

        assertThat(assign(definition, "'displayName':'x'", "").code()).isEqualTo("ResourceIdentityRequired");
        assertThat(assign(set, "'parameters':{'what':{'value':'Modify'}}", "").code())
                .isEqualTo("ResourceIdentityRequired");
        assertThat(assign(definition, "'parameters':{'effect':{'value':'Disabled'}}", "")
                        .status())
                .isEqualTo(201);
        assertThat(assign(set, "'displayName':'x'", "").status()).isEqualTo(201);
        assertThat(assign(
                                definition,
                                "'displayName':'x'",
                                "'location':'westeurope','identity':{'type':'SystemAssigned'},")
                        .status())
                .isEqualTo(201);
        AZURE.delete(ASSIGNMENT);
    }

    private static Azure.Answer assign(String definition, String more, String identity) {
        return AZURE.put(
                ASSIGNMENT, "{" + identity + "'properties':{'policyDefinitionId':'" + definition + "'," + more + "}}");
    }
}
