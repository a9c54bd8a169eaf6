// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import static io.cloister.sandbox.policy.Asked.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.sandbox.template.TemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases from "Azure Policy definition structure policy rule", Conditions, Fields and Value. Backticks stand for quotes within. */
class ConditionsTest {

    private static final String RESOURCE = """
            {'type':'Microsoft.Network/virtualNetworks','name':'contoso-001','kind':'x','location':'westeurope',
             'identity':{'type':'SystemAssigned, UserAssigned'},
             'tags':{'env':'Prod','Acct.CostCenter':'7','My`Tag':'yes','count':'12'},
             'properties':{'size':5,'flag':true,'when':'2026-01-01T00:00:00Z','none':null,
                           'list':['a','b'],'text':'Contains This'}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name | 'equals':'CONTOSO-001'                | true
            name | 'notEquals':'contoso-002'             | true
            name | 'like':'contoso-*'                    | true
            name | 'like':'*-001'                        | true
            name | 'notLike':'fabrikam*'                 | true
            name | 'like':'con*o-*1'                     | true
            name | 'like':'contoso-001*1'                | false
            name | 'like':'*'                            | true
            name | 'match':'contoso-###'                 | true
            name | 'match':'Contoso-###'                 | false
            name | 'match':'???????-00.'                 | true
            name | 'match':'contoso-##'                  | false
            name | 'matchInsensitively':'CONTOSO-###'    | true
            name | 'notMatch':'CONTOSO-###'              | true
            name | 'notMatchInsensitively':'CONTOSO-###' | false
            name | 'contains':'TOSO'                     | true
            name | 'notContains':'x'                     | true
            name | 'in':['a','Contoso-001']              | true
            name | 'notIn':['a','b']                     | true
            tags | 'containsKey':'ENV'                   | true
            tags | 'notContainsKey':'application'        | true
            name | 'exists':'true'                       | true
            name | 'less':'d'                            | true
            name | 'greaterOrEquals':'CONTOSO-001'       | true
            """)
    void anOperatorComparesAsDocumented(String field, String comparison, boolean holds) {
        assertThat(holds("{'field':'" + field + "'," + comparison + "}", RESOURCE))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            size    | 'equals':5                        | true
            size    | 'equals':'5'                      | true
            size    | 'less':6                          | true
            size    | 'lessOrEquals':5                  | true
            size    | 'greater':'4'                     | true
            size    | 'greaterOrEquals':6               | false
            flag    | 'equals':'True'                   | true
            flag    | 'notEquals':false                 | true
            when    | 'less':'2026-02-01T00:00:00+01:00'| true
            list    | 'contains':'B'                    | true
            list    | 'equals':'a'                      | false
            none    | 'exists':false                    | true
            missing | 'exists':'false'                  | true
            missing | 'equals':''                       | false
            missing | 'notEquals':'x'                   | true
            missing | 'notIn':['x']                     | true
            missing | 'like':'*'                        | false
            missing | 'notLike':'*'                     | true
            missing | 'greater':1                       | false
            """)
    void anAliasComparesByWhatItPointsAt(String property, String comparison, boolean holds) {
        String alias = "Microsoft.Network/virtualNetworks/" + property;
        assertThat(holds("{'field':'" + alias + "'," + comparison + "}", RESOURCE))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags.env",
                "tags[env]",
                "tags[`env`]",
                "TAGS[`ENV`]",
                "tags[`Acct.CostCenter`]",
                "tags[Acct.CostCenter]",
                "tags[`My``Tag`]",
                "identity.type",
                "kind",
                "id",
                "fullName",
                "[concat(`tags[`, `env`, `]`)]"
            })
    void aFieldIsFoundHoweverItIsWritten(String field) {
        assertThat(holds("{'field':'" + field + "','exists':true}", RESOURCE)).isTrue();
    }

    @Test
    void locationsAreNormalized() {
        assertThat(holds("{'field':'location','in':['West Europe']}", RESOURCE)).isTrue();
        assertThat(holds("{'field':'location','equals':'[parameters(`l`)]'}", RESOURCE, "{'l':'West Europe'}"))
                .isTrue();
    }

    @Test
    void theFullNameHasTheParents() {
        String subnet = "{'type':'Microsoft.Network/virtualNetworks/subnets','name':'s','id':"
                + "'/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s'}";

        assertThat(holds("{'field':'fullName','equals':'v/s'}", subnet)).isTrue();
        assertThat(holds("{'field':'name','equals':'s'}", subnet)).isTrue();
    }

    @Test
    void conditionsAreCombined() {
        String yes = "{'field':'name','exists':true}";
        String no = "{'field':'name','exists':false}";

        assertThat(holds("{'allOf':[" + yes + "," + no + "]}", RESOURCE)).isFalse();
        assertThat(holds("{'anyOf':[" + no + "," + yes + "]}", RESOURCE)).isTrue();
        assertThat(holds("{'not':{'allOf':[" + yes + "," + no + "]}}", RESOURCE))
                .isTrue();
    }

    @Test
    void anAliasOfAnotherTypeIsNotThere() {
        assertThat(holds("{'field':'Microsoft.Network/networkInterfaces/size','exists':true}", RESOURCE))
                .isFalse();
        assertThat(holds("{'field':'Microsoft.Network/virtualNetworks/subnets/name','exists':true}", RESOURCE))
                .isFalse();
    }

    /** The rule that "denies any resource that doesn't have at least three tags". */
    @Test
    void aValueMayBeTheResultOfFunctions() {
        String condition = "{'value':'[less(length(field(`tags`)), 3)]','equals':'true'}";

        assertThat(holds(condition, RESOURCE)).isFalse();
        assertThat(holds(condition, "{'type':'t/t','tags':{'a':'b'}}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'value':'[resourceGroup().name]','like':'*prod'}",
                "{'value':'[resourceGroup().tags[`owner`]]','equals':'Red Team'}",
                "{'value':'[resourceGroup().tags[`missing`]]','equals':''}",
                "{'value':'[subscription().displayName]','equals':'sandbox'}",
                "{'value':'[requestContext().apiVersion]','greaterOrEquals':'2024-01-01'}",
                "{'value':'[tryGet(requestContext().identity, `idtyp`)]','equals':'app'}",
                "{'value':'[tryGet(requestContext().identity, `acrs`)]','exists':false}",
                "{'value':'[policy().assignmentId]','equals':'/a'}",
                "{'value':'[utcNow()]','equals':'2026-03-01T12:00:00.0000000Z'}",
                "{'value':'[addDays(utcNow(), -1)]','less':'[utcNow()]'}",
                "{'value':'[ipRangeContains(`10.0.0.0/24`, `10.0.0.128/25`)]','equals':true}",
                "{'value':'[ipRangeContains(`10.0.0.0/24`, `10.0.1.0`)]','equals':false}",
                "{'value':'[ipRangeContains(`192.168.0.1-192.168.0.9`, `192.168.0.7`)]','equals':true}",
                "{'value':'[ipRangeContains(`2001:0DB8::/110`, `2001:0DB8::3:FFFE`)]','equals':true}",
                "{'value':'[empty(field(`Microsoft.Network/virtualNetworks/missing`))]','equals':true}",
                "{'not':{'field':'name','like':'[concat(resourceGroup().name,`*`)]'}}",
                "{'value':'[if(greaterOrEquals(length(field(`name`)), 30), substring(field(`name`), 0, 30), `-`)]',"
                        + "'equals':'-'}"
            })
    void theFunctionsOfRulesAreThere(String condition) {
        assertThat(holds(condition, RESOURCE)).isTrue();
    }

    @Test
    void aFunctionThatFailsHasNoValue() {
        assertThatThrownBy(() -> holds("{'value':'[substring(field(`name`), 0, 30)]','equals':'abc'}", RESOURCE))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> holds("{'field':'name','less':5}", RESOURCE)).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> holds("{'value':'[ipRangeContains(`10.0.0.0/8`, `::1`)]','equals':true}", RESOURCE))
                .isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'field':'type'}",
                "{'field':'type','resembles':'x'}",
                "{'field':'type','equals':'x','like':'y'}",
                "{'field':'type','value':'x','equals':'y'}",
                "{'field':'size','equals':'x'}",
                "{'allOf':{'field':'type','equals':'x'}}",
                "{'allOf':[]}",
                "{'count':{'field':'Microsoft.Network/virtualNetworks/subnets'},'greater':0}",
                "{'count':{'where':{'field':'type','equals':'x'}},'greater':0}",
                "{'field':'type','in':'x'}",
                "{'value':'[reference(`x`)]','equals':'y'}",
                "{'value':'[concat(`x`]','equals':'y'}"
            })
    void whatIsNotInTheLanguageIsRefused(String condition) {
        assertThatThrownBy(() -> holds(condition, RESOURCE))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageStartingWith("Failed to parse policy rule");
    }
}
