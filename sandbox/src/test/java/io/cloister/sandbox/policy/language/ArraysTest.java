// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import static io.cloister.sandbox.policy.Asked.holds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases from "Author policies for array properties on Azure resources", whose example resource this is. */
class ArraysTest {

    private static final String TYPE = "Microsoft.Test/resourceType/";
    private static final String RESOURCE = """
            {'type':'Microsoft.Test/resourceType','tags':{'env':'prod'},
             'properties':{'stringArray':['a','b','c'],
               'objectArray':[{'property':'value1','nestedArray':[1,2]},{'property':'value2','nestedArray':[3,4]}]}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            missingArray                  | ""
            missingArray[*]               | []
            missingArray[*].property      | []
            stringArray                   | ["a","b","c"]
            stringArray[*]                | ["a","b","c"]
            objectArray[*].property       | ["value1","value2"]
            objectArray[*].nestedArray    | [[1,2],[3,4]]
            objectArray[*].nestedArray[*] | [1,2,3,4]
            """)
    void theFunctionFieldReturns(String alias, String value) {
        String text = value == null ? "" : value;
        assertThat(holds(
                        "{'value':'[string(field(`" + TYPE + alias + "`))]','equals':'[parameters(`expected`)]'}",
                        RESOURCE,
                        "{'expected':'" + text.replace("\"", "\\'") + "'}"))
                .isTrue();
    }

    @Test
    void aConditionHoldsForAllMembersOrNot() {
        assertThat(holds("{'field':'" + TYPE + "stringArray[*]','equals':'a'}", RESOURCE))
                .isFalse();
        assertThat(holds("{'field':'" + TYPE + "stringArray[*]','in':['a','b','c']}", RESOURCE))
                .isTrue();
        assertThat(holds("{'field':'" + TYPE + "objectArray[*].property','like':'value*'}", RESOURCE))
                .isTrue();
        assertThat(holds("{'not':{'field':'" + TYPE + "stringArray[*]','notEquals':'c'}}", RESOURCE))
                .isTrue();
    }

    @Test
    void aConditionHoldsForTheMembersOfAnEmptyArray() {
        assertThat(holds("{'field':'" + TYPE + "missingArray[*]','equals':'x'}", RESOURCE))
                .isTrue();
        assertThat(holds("{'field':'" + TYPE + "missingArray[*].property','notEquals':'x'}", RESOURCE))
                .isTrue();
        assertThat(holds("{'field':'Microsoft.Other/type/stringArray[*]','equals':'x'}", RESOURCE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'count':{'field':'T/stringArray[*]'},'equals':3}",
                "{'count':{'field':'T/missingArray[*]'},'equals':0}",
                "{'count':{'field':'T/objectArray[*].nestedArray[*]'},'greaterOrEquals':4}",
                "{'count':{'field':'T/stringArray[*]','where':{'field':'T/stringArray[*]','equals':'a'}},'equals':1}",
                "{'count':{'field':'T/objectArray[*]','where':{'allOf':["
                        + "{'field':'T/objectArray[*].property','equals':'value2'},"
                        + "{'field':'T/objectArray[*].nestedArray[*]','greater':2}]}},'equals':1}",
                "{'count':{'field':'T/objectArray[*]','where':{'field':'tags.env','equals':'prod'}},'equals':2}",
                "{'count':{'field':'T/objectArray[*]','where':{'allOf':["
                        + "{'field':'T/objectArray[*].property','equals':'value2'},"
                        + "{'count':{'field':'T/objectArray[*].nestedArray[*]',"
                        + "'where':{'field':'T/objectArray[*].nestedArray[*]','equals':3}},'greater':0}]}},'equals':1}",
                "{'count':{'field':'T/stringArray[*]','where':{'field':'T/stringArray[*]',"
                        + "'equals':'[field(`T/stringArray[*]`)]'}},'equals':0}",
                "{'count':{'field':'T/stringArray[*]','where':{'field':'T/stringArray[*]',"
                        + "'equals':'[first(field(`T/stringArray[*]`))]'}},'equals':3}",
                "{'count':{'field':'T/stringArray[*]','where':{'value':'[current(`T/stringArray[*]`)]',"
                        + "'equals':'b'}},'equals':1}",
                "{'count':{'field':'T/objectArray[*]','where':{'value':'[current(`T/objectArray[*].property`)]',"
                        + "'equals':'value1'}},'equals':1}",
                "{'count':{'field':'T/objectArray[*]','where':{'value':"
                        + "'[length(current(`T/objectArray[*].nestedArray[*]`))]','equals':2}},'equals':2}",
                "{'count':{'field':'T/objectArray[*]','where':{'value':'[current().property]',"
                        + "'equals':'value1'}},'equals':1}",
                "{'count':{'value':['a*','x*'],'name':'pattern','where':"
                        + "{'count':{'field':'T/stringArray[*]','where':{'field':'T/stringArray[*]',"
                        + "'like':'[current(`pattern`)]'}},'greater':0}},'equals':1}",
                "{'count':{'value':'[parameters(`p`)]','where':{'value':'prod','like':'[current()]'}},'equals':2}",
                "{'count':{'value':[1,2,3]},'equals':3}",
                "{'count':{'value':'[parameters(`rules`)]','name':'rule','where':{'count':{'field':'T/objectArray[*]',"
                        + "'where':{'field':'T/objectArray[*].property','equals':'[current(`rule`).wanted]'}},"
                        + "'equals':1}},'equals':'[length(parameters(`rules`))]'}"
            })
    void countsAsDocumented(String condition) {
        assertThat(holds(
                        condition.replace("T/", TYPE),
                        RESOURCE,
                        "{'p':['p*','*d','x'],'rules':[{'wanted':'value1'},{'wanted':'value2'}]}"))
                .isTrue();
    }

    /** Example 4 of value count: any address prefix that isn't under the list of approved ones. */
    @Test
    void comparesAnArrayWithAnother() {
        String condition = """
                {'count':{'field':'A[*]','where':{'count':{'value':'[parameters(`approved`)]','name':'one','where':
                  {'value':'[ipRangeContains(current(`one`), current(`A[*]`))]','equals':true}},'equals':0}},
                 'greater':0}""".replace("A[*]", "Microsoft.Network/virtualNetworks/addressSpace.addressPrefixes[*]");
        String network = "{'type':'Microsoft.Network/virtualNetworks','properties':{'addressSpace':"
                + "{'addressPrefixes':['10.1.0.0/16','172.16.0.0/16']}}}";

        assertThat(holds(condition, network, "{'approved':['10.0.0.0/8','172.16.0.0/12']}"))
                .isFalse();
        assertThat(holds(condition, network, "{'approved':['10.0.0.0/8']}")).isTrue();
    }
}
