// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    private static final String BEFORE = """
            {"resources": [{"id": "/net/hub", "properties": {"virtualNetworkPeerings": [{"id": "/net/hub/peerings/old"}]}}],
             "vault": ["secret/team-a/database"]}
            """;

    @Test
    void isTheSameWhateverTheCaseOfAnId() throws Exception {
        assertThat(holdings(BEFORE.replace("/net/hub\"", "/NET/hub\"")).differenceFrom(holdings(BEFORE)))
                .isEmpty();
    }

    @Test
    void namesAPeeringAndASecretThatAreStillThere() throws Exception {
        Holdings after = holdings(
                BEFORE.replace("[{\"id\": \"/net/hub/p", "[{\"id\": \"/net/hub/peerings/new\"}, {\"id\": \"/net/hub/p")
                        .replace("[\"secret", "[\"secret/cloister/demo/proxy\", \"secret"));

        assertThat(after.differenceFrom(holdings(BEFORE)))
                .containsExactly("/net/hub/peerings/new: still there", "secret/cloister/demo/proxy: still there");
    }

    @Test
    void namesWhatWasSomebodyElsesAndIsGone() throws Exception {
        Holdings after = holdings(BEFORE.replace("\"secret/team-a/database\"", ""));

        assertThat(after.differenceFrom(holdings(BEFORE)))
                .containsExactly("secret/team-a/database: was there before the run, and is gone");
    }

    private static Holdings holdings(String json) throws Exception {
        return Holdings.of(new ObjectMapper().readTree(json));
    }
}
