// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.webhook.rules.Rule;
import io.cloister.webhook.rules.RulesReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeciderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | shop | LoadBalancer | {\"x\":\"y\"} | [{\"op\":\"add\",\"path\":\"/metadata/annotations/e.io~1k\",\"value\":\"v\"}]",
                "false | shop | LoadBalancer | null | [{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"e.io/k\":\"v\"}}]",
                "false | shop | LoadBalancer | {\"e.io/k\":\"mine\"} | []",
                "true | shop | LoadBalancer | {\"e.io/k\":\"mine\"} | [{\"op\":\"replace\",\"path\":\"/metadata/annotations/e.io~1k\",\"value\":\"v\"}]",
                "true | shop | LoadBalancer | {\"e.io/k\":\"v\"} | []",
                "true | shop | ClusterIP | {} | []",
                "true | kube-system | LoadBalancer | {} | []"
            })
    void patchesOnlyWhatARuleWants(boolean overwrite, String namespace, String type, String annotations, String patch)
            throws Exception {
        List<Rule> rules = RulesReader.read("- {overwrite: " + overwrite + ", annotations: {e.io/k: v}}");
        JsonNode service = new ObjectMapper()
                .readTree("{\"metadata\":{\"annotations\":" + annotations + "},\"spec\":{\"type\":\"" + type + "\"}}");
        assertThat(JsonPatch.of(Decider.decide(rules, namespace, service), service))
                .hasToString(patch);
    }
}
