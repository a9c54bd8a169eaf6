// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {

    private static final String NIC = """
            {'type':'Microsoft.Network/networkInterfaces','name':'n','location':'westeurope','tags':{'team':'red'},
             'properties':{'ipConfigurations':[
               {'name':'a','properties':{}},
               {'name':'b','properties':{'publicIPAddress':{'id':'/x'}}}]}}""";
    private static final String PUBLIC_IP_ID =
            "Microsoft.Network/networkInterfaces/ipconfigurations[*].publicIpAddress.id";

    @Test
    void comparesEveryMemberOfAnArray() {
        assertThat(holds("{'field':'" + PUBLIC_IP_ID + "','exists':true}")).isFalse();
        assertThat(holds("{'not':{'field':'" + PUBLIC_IP_ID + "','notLike':'*'}}"))
                .isTrue();
    }

    @Test
    void holdsForAnArrayWithoutMembers() {
        assertThat(holds("{'field':'Microsoft.Network/networkInterfaces/others[*].x','equals':'y'}"))
                .isTrue();
    }

    @Test
    void comparesWithoutCase() {
        assertThat(holds("{'field':'type','equals':'microsoft.network/NETWORKINTERFACES'}"))
                .isTrue();
        assertThat(holds("{'field':'location','in':['WestEurope']}")).isTrue();
        assertThat(holds("{'field':'tags[\\u0027team\\u0027]','like':'R*'}")).isTrue();
    }

    @Test
    void whatIsMissingEqualsNothing() {
        assertThat(holds("{'field':'tags.owner','equals':'red'}")).isFalse();
        assertThat(holds("{'field':'tags.owner','notEquals':'red'}")).isTrue();
        assertThat(holds("{'field':'tags.owner','exists':'false'}")).isTrue();
    }

    @Test
    void countsTheMembersThatFulfilACondition() {
        String count = "{'count':{'field':'Microsoft.Network/networkInterfaces/ipConfigurations[*]','where':"
                + "{'field':'Microsoft.Network/networkInterfaces/ipConfigurations[*].publicIPAddress.id','exists':true}},"
                + "'equals':1}";

        assertThat(holds(count)).isTrue();
    }

    @Test
    void sparesWhatIsOutOfScope() {
        String condition = "{'field':'type','exists':true}";

        assertThat(findings(condition, "/subscriptions/s/resourceGroups/other/x"))
                .isEmpty();
        assertThat(findings(condition, "/subscriptions/s/resourceGroups/rg/spared/x"))
                .isEmpty();
    }

    @Test
    void refusesARuleThatIsNotInTheLanguage() {
        assertThatThrownBy(() -> holds("{'field':'type','resembles':'x'}"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("resembles");
    }

    private static boolean holds(String condition) {
        return !findings(condition, "/subscriptions/s/resourceGroups/rg/n").isEmpty();
    }

    private static List<Finding> findings(String condition, String id) {
        ObjectNode definition = json("{'id':'/d','name':'d','properties':{'mode':'All','parameters':{'effect':"
                + "{'defaultValue':'Deny'}},'policyRule':{'if':" + condition
                + ",'then':{'effect':'[parameters(\\u0027effect\\u0027)]'}}}}");
        ObjectNode assignment = json(
                "{'id':'/a','name':'a','properties':{'policyDefinitionId':'/d',"
                        + "'scope':'/subscriptions/s/resourceGroups/RG','notScopes':['/subscriptions/s/resourceGroups/rg/spared']}}");
        return new PolicyEngine(any -> Optional.of(definition)).findings(json(NIC), id, List.of(assignment));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
