// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases from "effect basics", "modify effect", "append effect", "denyAction effect", "scope" and "exemption structure". */
class PolicyEngineTest {

    private static final String NETWORK =
            "{'type':'Microsoft.Network/virtualNetworks','name':'v','location':'westeurope','tags':{'a':'b'},'properties':{}}";
    private static final String ROUTE =
            "{'type':'Microsoft.Network/routeTables/routes','name':'r','properties':{'nextHopType':'Internet'}}";
    private static final String ANYTHING = "{'field':'type','exists':true}";

    private final Asked asked = new Asked();

    @Test
    void anAssignmentHoldsInItsScopeExceptWhereItSaysNot() {
        policy("deny", ANYTHING, "deny");
        asked.assign(
                "a",
                "deny",
                "{'scope':'" + Asked.GROUP + "','notScopes':['" + Asked.GROUP
                        + "/providers/Microsoft.Network/virtualNetworks/spared']}");

        assertThat(asked.denies(NETWORK)).isTrue();
        assertThat(asked.denies(NETWORK.replace("'name':'v'", "'name':'spared'")))
                .isFalse();
        assertThat(asked.denies(NETWORK.replace(
                        "'name'", "'id':'" + Asked.SUBSCRIPTION + "/resourceGroups/rg-prod2/x','name'")))
                .isFalse();
    }

    @Test
    void anAssignmentMayHoldForSomePlacesOnly() {
        policy("deny", ANYTHING, "deny");
        asked.assign(
                "a",
                "deny",
                "{'resourceSelectors':[{'name':'s','selectors':[" + "{'kind':'resourceLocation','in':['eastus']}]}]}");

        assertThat(asked.denies(NETWORK)).isFalse();
        assertThat(asked.denies(NETWORK.replace("westeurope", "eastus"))).isTrue();
    }

    @Test
    void anExemptionHoldsUntilItExpires() {
        policy("deny", ANYTHING, "deny");
        asked.assign("a", "deny", "{}");

        asked.exempt(Asked.GROUP, "a", "{'expiresOn':'2026-02-28T00:00:00Z'}");
        assertThat(asked.denies(NETWORK)).isTrue();
        asked.exempt(Asked.GROUP, "a", "{'expiresOn':'2026-03-02T00:00:00Z'}");
        assertThat(asked.denies(NETWORK)).isFalse();
    }

    @Test
    void anExemptionMayBeOfSomeDefinitionsOfASet() {
        set("one", "two");
        asked.assign("a", "set", "{}");
        asked.exempt(Asked.GROUP, "a", "{'policyDefinitionReferenceIds':['one']}");

        assertThat(asked.about(NETWORK).denials())
                .singleElement()
                .satisfies(finding -> assertThat(finding.referenceId()).isEqualTo("two"));
    }

    @Test
    void aSetGivesItsParametersOn() {
        asked.define(
                "tag",
                "{'mode':'All','parameters':{'name':{'type':'String'}},'policyRule':{'if':"
                        + "{'field':'[concat(`tags[`, parameters(`name`), `]`)]','exists':false},'then':{'effect':'deny'}}}");
        asked.define(
                "set",
                "{'parameters':{'tagName':{'type':'String','defaultValue':'a'}},'policyDefinitions':[{"
                        + "'policyDefinitionId':'" + Asked.definition("tag") + "','policyDefinitionReferenceId':'r',"
                        + "'parameters':{'name':{'value':'[parameters(`tagName`)]'}}}]}");
        asked.assign("a", "set", "{}");
        assertThat(asked.denies(NETWORK)).isFalse();

        asked.assign("b", "set", "{'parameters':{'tagName':{'value':'cost'}}}");
        assertThat(asked.denies(NETWORK)).isTrue();
    }

    @Test
    void messagesAreThoseOfTheDefinitionOrElseThoseOfAll() {
        set("one", "two");
        asked.assign(
                "a",
                "set",
                "{'nonComplianceMessages':[{'message':'it {enforcementMode} comply'},"
                        + "{'message':'two is special','policyDefinitionReferenceId':'two'}]}");

        assertThat(Denial.ofWrite("v", asked.about(NETWORK).denials()).message())
                .isEqualTo("Resource 'v' was disallowed by policy. Reasons: 'it must comply', 'two is special'."
                        + " See error details for policy resource IDs.");
    }

    @Test
    void withoutAMessageADenialNamesThePolicies() {
        set("one", "two");
        asked.assign("a", "set", "{}");

        assertThat(Denial.ofWrite("v", asked.about(NETWORK).denials()).message())
                .startsWith("Resource 'v' was disallowed by policy. Policy identifiers: "
                        + "'[{\"policyAssignment\":{\"name\":\"a\"")
                .contains("\"policySetDefinition\":");
    }

    @Test
    void anAssignmentMayOverrideTheEffect() {
        set("one", "two");
        asked.assign(
                "a",
                "set",
                "{'overrides':[{'kind':'policyEffect','value':'audit','selectors':["
                        + "{'kind':'policyDefinitionReferenceId','in':['one']}]}]}");

        assertThat(asked.about(NETWORK).findings())
                .extracting(Finding::effect)
                .containsExactly(Effect.AUDIT, Effect.DENY);
    }

    @Test
    void whatIsNotEnforcedOnlyTells() {
        policy("deny", ANYTHING, "deny");
        policy("modify", ANYTHING, "modify", "{'operations':[{'operation':'add','field':'tags.x','value':'y'}]}");
        asked.assign("a", "deny", "{'enforcementMode':'DoNotEnforce'}");
        asked.assign("b", "modify", "{'enforcementMode':'DoNotEnforce'}");

        Verdict verdict = asked.about(NETWORK);

        assertThat(verdict.denials()).isEmpty();
        assertThat(verdict.findings()).hasSize(1);
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void indexedLeavesOutWhatHasNoTagsAndLocation() {
        asked.define("i", "{'mode':'Indexed','policyRule':{'if':" + ANYTHING + ",'then':{'effect':'deny'}}}");
        asked.define(
                "k",
                "{'mode':'Microsoft.Kubernetes.Data','policyRule':{'if':" + ANYTHING + ",'then':{'effect':'deny'}}}");
        asked.assign("a", "i", "{}");
        asked.assign("b", "k", "{}");

        assertThat(asked.about(NETWORK).denials()).hasSize(1);
        assertThat(asked.denies(ROUTE)).isFalse();
        assertThat(asked.denies(
                        "{'type':'Microsoft.Resources/subscriptions/resourceGroups','name':'g','location':'x'}"))
                .isFalse();
    }

    /** "substring() results in an error. This error causes the policy to become a deny effect." */
    @Test
    void aRuleThatFailsDenies() {
        policy("audit", "{'value':'[substring(field(`name`), 0, 3)]','equals':'abc'}", "audit");
        asked.assign("a", "audit", "{}");

        assertThat(asked.denies(NETWORK)).isTrue();
        assertThat(asked.denies(NETWORK.replace("'name':'v'", "'name':'vnet'"))).isFalse();
        ObjectNode info = (ObjectNode) Denial.ofWrite("v", asked.about(NETWORK).denials())
                .additionalInfo()
                .get(0);
        assertThat(info.at("/info/evaluationDetails/reason").asText()).contains("substring");
    }

    @Test
    void modifyAddsReplacesAndRemovesTags() {
        policy("modify", ANYTHING, "modify", """
                {'operations':[{'operation':'addOrReplace','field':'tags[`environment`]','value':'Test'},
                 {'operation':'Remove','field':'tags[`A`]'},
                 {'operation':'add','field':'tags[`owner`]','value':'[resourceGroup().tags[`owner`]]'},
                 {'operation':'add','field':'tags[`never`]','value':'x',
                  'condition':'[greaterOrEquals(requestContext().apiVersion, `2099-01-01`)]'}]}""");
        asked.assign("a", "modify", "{}");

        assertThat(asked.about(NETWORK).resource().path("tags"))
                .isEqualTo(Asked.json("{'environment':'Test','owner':'red team'}"));
    }

    @Test
    void modifySetsWhatAliasesPointAt() {
        policy("modify", ANYTHING, "modify", """
                {'conflictEffect':'audit','operations':[
                 {'operation':'addOrReplace','field':'V/enableDdosProtection','value':true},
                 {'operation':'addOrReplace','field':'V/ddosProtectionPlan.id','value':'/plan'},
                 {'operation':'addOrReplace','field':'V/subnets[*].defaultOutboundAccess','value':false},
                 {'operation':'add','field':'V/dhcpOptions.dnsServers[*]','value':'10.0.0.4'}]}""".replace("V/", "Microsoft.Network/virtualNetworks/"));
        asked.assign("a", "modify", "{}");

        Verdict verdict = asked.about(NETWORK.replace(
                "'properties':{}",
                "'properties':{'subnets':[{'name':'s','properties':{}}],'dhcpOptions':{'dnsServers':['10.0.0.5']}}"));

        assertThat(verdict.resource().path("properties")).isEqualTo(Asked.json("""
                {'subnets':[{'name':'s','properties':{'defaultOutboundAccess':false}}],
                 'dhcpOptions':{'dnsServers':['10.0.0.5','10.0.0.4']},
                 'enableDdosProtection':true,'ddosProtectionPlan':{'id':'/plan'}}"""));
    }

    @Test
    void modifyMakesTagsOfWhatAreNone() {
        policy(
                "modify",
                ANYTHING,
                "modify",
                "{'operations':[{'operation':'add','field':'tags.x','value':'y'},"
                        + "{'operation':'remove','field':'tags.z'},"
                        + "{'operation':'addOrReplace','field':'Microsoft.Network/virtualNetworks/subnets[*].a.b','value':1}]}");
        asked.assign("a", "modify", "{}");

        assertThat(asked.about("{'type':'Microsoft.Network/virtualNetworks','name':'v','tags':'none',"
                                + "'properties':{'subnets':[7,{'properties':'x'}]}}")
                        .resource()
                        .at("/tags/x")
                        .asText())
                .isEqualTo("y");
    }

    @Test
    void denySeesWhatModifyLeft() {
        policy("modify", ANYTHING, "modify", "{'operations':[{'operation':'add','field':'tags.cost','value':'7'}]}");
        policy("deny", "{'field':'tags.cost','exists':false}", "deny");
        asked.assign("b", "deny", "{}");
        assertThat(asked.denies(NETWORK)).isTrue();

        asked.assign("a", "modify", "{}");
        assertThat(asked.denies(NETWORK)).isFalse();
    }

    @Test
    void twoThatModifyTheSameInDifferentWaysDeny() {
        policy("x", ANYTHING, "modify", "{'operations':[{'operation':'addOrReplace','field':'tags.t','value':'x'}]}");
        policy("y", ANYTHING, "modify", "{'operations':[{'operation':'addOrReplace','field':'tags.t','value':'y'}]}");
        asked.assign("a", "x", "{}").assign("b", "y", "{}");

        assertThat(asked.denies(NETWORK)).isTrue();
    }

    @Test
    void appendAddsAndDeniesWhereItWouldOverride() {
        policy("append", ANYTHING, "append", "[{'field':'tags.team','value':'red'}]");
        asked.assign("a", "append", "{}");

        assertThat(asked.about(NETWORK).resource().at("/tags/team").asText()).isEqualTo("red");
        assertThat(asked.denies(NETWORK.replace("'a':'b'", "'team':'blue'"))).isTrue();
        assertThat(asked.denies(NETWORK.replace("'a':'b'", "'team':'red'"))).isFalse();
    }

    @Test
    void aChangeOfTagsAloneConcernsOnlyRulesAboutTags() {
        policy("deny", ANYTHING, "deny");
        policy("tags", "{'field':'tags.a','exists':true}", "deny");
        asked.assign("a", "deny", "{}");
        assertThat(asked.engine()
                        .onWrite(Asked.target(Asked.json(NETWORK)), true)
                        .denials())
                .isEmpty();

        asked.assign("b", "tags", "{}");
        assertThat(asked.engine()
                        .onWrite(Asked.target(Asked.json(NETWORK)), true)
                        .denials())
                .hasSize(1);
    }

    @Test
    void whatComesAfterTheWriteIsLeftAlone() {
        policy("x", ANYTHING, "deployIfNotExists", "{'type':'Microsoft.Insights/x'}");
        policy("y", ANYTHING, "auditIfNotExists", "{'type':'Microsoft.Insights/x'}");
        policy("z", ANYTHING, "disabled");
        asked.assign("a", "x", "{}").assign("b", "y", "{}").assign("c", "z", "{}");

        assertThat(asked.about(NETWORK).findings()).isEmpty();
    }

    @Test
    void denyActionBlocksDeletionsAndNothingElse() {
        policy("keep", ANYTHING, "denyAction", "{'actionNames':['delete']}");
        asked.assign("a", "keep", "{}");

        assertThat(asked.denies(NETWORK)).isFalse();
        List<Finding> findings = asked.engine().onDelete(Asked.target(Asked.json(NETWORK)), false);
        assertThat(Denial.ofDeletion("v", findings).message())
                .startsWith("Deletion of resource 'v' was disallowed by policy. Policy identifiers: '[");
    }

    /** "Allowed values are allow or deny. Default value is deny." */
    @Test
    void denyActionHoldsUpAGroupUnlessItSaysOtherwise() {
        String action = "{'effect':'denyAction','details':{'actionNames':['delete']%s}}";
        keep("Indexed", action.formatted(""));
        assertThat(goingWithItsGroup(NETWORK)).hasSize(1);
        assertThat(goingWithItsGroup(ROUTE)).isEmpty();

        keep("Indexed", action.formatted(",'cascadeBehaviors':{'resourceGroup':'allow'}"));
        assertThat(goingWithItsGroup(NETWORK)).isEmpty();
    }

    /** "Policy doesn't block removal of resources that don't support location and tags nor any policy with mode:all." */
    @Test
    void denyActionOfTheModeAllHoldsUpNoGroup() {
        keep(
                "All",
                "{'effect':'denyAction','details':{'actionNames':['delete'],'cascadeBehaviors':{'resourceGroup':'deny'}}}");

        assertThat(goingWithItsGroup(NETWORK)).isEmpty();
    }

    private List<Finding> goingWithItsGroup(String resource) {
        return asked.engine().onDelete(Asked.target(Asked.json(resource)), true);
    }

    private void keep(String mode, String then) {
        asked.define("keep", "{'mode':'" + mode + "','policyRule':{'if':" + ANYTHING + ",'then':" + then + "}}");
        asked.assign("a", "keep", "{}");
    }

    /** "If more than one policy definition has the effect deny, the request is denied as a conflict." */
    @Test
    void twoThatModifyTheSameInDifferentWaysDenyEachOther() {
        tag("x", "deny", "1");
        tag("y", "deny", "2");

        assertThat(asked.about(NETWORK).denials()).hasSize(2);
    }

    /** "The policy definition with deny takes precedence. Policy definitions with audit skip all operations." */
    @Test
    void whatDeniesAConflictGoesBeforeWhatAuditsIt() {
        tag("x", "audit", "1");
        tag("y", "deny", "2");

        Verdict verdict = asked.about(NETWORK);

        assertThat(verdict.denials()).isEmpty();
        assertThat(verdict.resource().at("/tags/cost").asText()).isEqualTo("2");
    }

    /** "If all policy definitions have audit, then none of the operations of the conflicting policy definitions are processed." */
    @Test
    void twoThatAuditTheirConflictDoNothing() {
        tag("x", "audit", "1");
        tag("y", "audit", "2");

        Verdict verdict = asked.about(NETWORK);

        assertThat(verdict.denials()).isEmpty();
        assertThat(verdict.resource()).isEqualTo(Asked.json(NETWORK));
    }

    /** "resourceLocation: this property is used to select resources based on their [location]." */
    @Test
    void anEffectMayBeOverriddenInSomePlacesOnly() {
        policy("deny", ANYTHING, "deny");
        asked.assign(
                "a",
                "deny",
                "{'overrides':[{'kind':'policyEffect','value':'audit','selectors':["
                        + "{'kind':'resourceLocation','in':['eastus']}]}]}");

        assertThat(asked.denies(NETWORK)).isTrue();
        assertThat(asked.denies(NETWORK.replace("westeurope", "eastus"))).isFalse();
    }

    /** "auditAction" is an effect of the built-in definition db4a9d17, which does not stand in the way of a deletion. */
    @Test
    void auditActionBlocksNothing() {
        keep("All", "{'effect':'auditAction','details':{'actionNames':['delete']}}");

        assertThat(asked.denies(NETWORK)).isFalse();
        assertThat(asked.engine().onDelete(Asked.target(Asked.json(NETWORK)), false))
                .isEmpty();
    }

    private void tag(String name, String conflictEffect, String value) {
        policy(
                name,
                ANYTHING,
                "modify",
                "{'conflictEffect':'" + conflictEffect
                        + "','operations':[{'operation':'addOrReplace','field':'tags.cost','value':'" + value + "'}]}");
        asked.assign(name, name, "{}");
    }

    private void policy(String name, String condition, String effect) {
        policy(name, condition, effect, "{}");
    }

    private void policy(String name, String condition, String effect, String details) {
        asked.define(
                name,
                "{'mode':'All','policyRule':{'if':" + condition + ",'then':{'effect':'" + effect + "','details':"
                        + details + "}}}");
    }

    private void set(String... names) {
        StringBuilder members = new StringBuilder();
        for (String name : names) {
            policy(name, ANYTHING, "deny");
            members.append(members.isEmpty() ? "" : ",")
                    .append("{'policyDefinitionId':'")
                    .append(Asked.definition(name))
                    .append("','policyDefinitionReferenceId':'")
                    .append(name)
                    .append("'}");
        }
        asked.define("set", "{'policyDefinitions':[" + members + "]}");
    }
}
