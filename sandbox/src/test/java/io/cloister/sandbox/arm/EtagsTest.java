// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EtagsTest {

    private static final String TABLE = Azure.NETWORK + "/routeTables/t";
    private static final String ROUTE = TABLE + "/routes/r";
    private static final String TABLE_BODY = "{'location':'westeurope','properties':{}}";
    private static final String ROUTE_BODY = "{'properties':{'addressPrefix':'0.0.0.0/0','nextHopType':'Internet'}}";

    private final Azure azure = new Azure();

    @BeforeEach
    void aTable() {
        azure.put(TABLE, TABLE_BODY);
        azure.pass(10);
    }

    @Test
    void aPartAndItsParentHaveOneEtagThatEveryWriteChanges() {
        String first = etag(TABLE);
        azure.put(ROUTE, ROUTE_BODY);
        azure.pass(10);

        assertThat(etag(TABLE)).isNotEqualTo(first).isEqualTo(etag(ROUTE));
        String second = etag(TABLE);
        azure.delete(ROUTE);
        azure.pass(10);
        assertThat(etag(TABLE)).isNotEqualTo(second);
    }

    @Test
    void aWriteForAnotherStateIsRefusedWithTheReasonInTheDetails() {
        Azure.Answer refused = put(TABLE, TABLE_BODY, "if-match", "W/\"another\"");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("PreconditionFailed");
        assertThat(refused.body().at("/error/details/0/code").asText()).isEqualTo("PreconditionFailedEtagMismatch");
        assertThat(refused.body().at("/error/details/0/message").asText())
                .contains(TABLE)
                .contains(etag(TABLE));
        assertThat(put(TABLE, TABLE_BODY, "if-match", etag(TABLE)).status()).isEqualTo(200);
    }

    @Test
    void whatMustNotBeThereYetIsNotReplaced() {
        assertThat(put(TABLE, TABLE_BODY, "if-none-match", "*").status()).isEqualTo(412);
        assertThat(put(TABLE + "2", TABLE_BODY, "if-none-match", "*").status()).isEqualTo(201);
        assertThat(put(TABLE + "3", TABLE_BODY, "if-match", "*").status()).isEqualTo(412);
    }

    @Test
    void aDeletionForAnotherStateIsRefused() {
        assertThat(azure.call("DELETE", TABLE, "", Map.of("if-match", "W/\"another\""))
                        .status())
                .isEqualTo(412);
        assertThat(azure.call("DELETE", TABLE, "", Map.of("if-match", etag(TABLE)))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aPatchChangesTheTagsAtOnceAndNothingElse() {
        azure.put(ROUTE, ROUTE_BODY);
        azure.pass(10);

        Azure.Answer patched = azure.call("PATCH", TABLE, "{'tags':{'team':'red'},'properties':{'routes':[]}}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.state()).isEqualTo("Succeeded");
        assertThat(patched.body().at("/tags/team").asText()).isEqualTo("red");
        assertThat(patched.body().at("/properties/routes")).hasSize(1);
    }

    @Test
    void aSecondWriteIsToldWhereTheFirstOneIsToBeFollowed() {
        azure.put(TABLE, TABLE_BODY);

        Azure.Answer refused = azure.put(ROUTE, ROUTE_BODY);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("x-ms-error-code")).isEqualTo("AnotherOperationInProgress");
        String message = refused.body().at("/error/message").asText();
        String uri = message.substring(message.indexOf("https://")).replaceAll("\\.$", "");
        assertThat(azure.get(uri).body().path("status").asText()).isEqualTo("InProgress");
    }

    private Azure.Answer put(String path, String body, String header, String value) {
        return azure.call("PUT", path, body, Map.of(header, value));
    }

    private String etag(String path) {
        return azure.get(path).body().path("etag").asText();
    }
}
