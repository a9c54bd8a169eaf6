// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Resources that go into another group of their subscription. */
class ResourceMoveTest {

    private static final String OTHER = Azure.SUBSCRIPTION + "/resourceGroups/rg2";
    private static final String TABLE = Azure.NETWORK + "/routeTables/rt1";
    private static final String MOVED = OTHER + "/providers/Microsoft.Network/routeTables/rt1";

    private final Azure azure = new Azure();

    @Test
    void whatMovesHasAnotherIdByWhichOthersKnowItFromThenOn() {
        azure.put(OTHER, "{'location':'westeurope'}");
        azure.put(
                TABLE,
                "{'location':'westeurope','properties':{'routes':[{'name':'r','properties':"
                        + "{'addressPrefix':'0.0.0.0/0','nextHopType':'None'}}]}}");
        azure.makeNetwork();
        azure.pass(10);
        azure.put(
                Azure.VNET + "/subnets/nodes",
                "{'properties':{'addressPrefix':'10.20.1.0/24'," + "'routeTable':{'id':'" + TABLE + "'}}}");
        azure.pass(10);

        assertThat(move("validateMoveResources", TABLE).status()).isEqualTo(204);
        assertThat(azure.get(TABLE).status()).isEqualTo(200);
        assertThat(move("moveResources", TABLE).status()).isEqualTo(204);

        assertThat(azure.get(TABLE).status()).isEqualTo(404);
        assertThat(azure.get(MOVED).body().at("/properties/routes/0/id").asText())
                .isEqualTo(MOVED + "/routes/r");
        assertThat(azure.get(Azure.VNET + "/subnets/nodes")
                        .body()
                        .at("/properties/routeTable/id")
                        .asText())
                .isEqualTo(MOVED);
    }

    @Test
    void whatIsNotThereOrGoesNowhereDoesNotMove() {
        azure.put(TABLE, "{'location':'westeurope'}");
        azure.pass(10);

        assertThat(move("moveResources", TABLE).code()).isEqualTo("ResourceGroupNotFound");
        azure.put(OTHER, "{'location':'westeurope'}");
        assertThat(move("moveResources", TABLE + "x").code()).isEqualTo("ResourceNotFound");
        assertThat(azure.call("POST", Azure.RG + "/moveResources", "{}").code())
                .isEqualTo("InvalidMoveResourcesRequest");
    }

    private Azure.Answer move(String verb, String id) {
        return azure.call(
                "POST", Azure.RG + "/" + verb, "{'resources':['" + id + "'],'targetResourceGroup':'" + OTHER + "'}");
    }
}
