// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.webhook.rules.Rule;
import io.cloister.webhook.rules.RulesReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Rule> RULES =
            RulesReader.read("- {name: internal, annotations: {e.io/internal: 'true'}}");
    private static final String REVIEW = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
              "uid": "u1", "operation": "CREATE", "namespace": "shop",
              "resource": {"group": "", "version": "v1", "resource": "services"},
              "object": {"metadata": {"name": "web", "annotations": {}}, "spec": {"type": "LoadBalancer"}}}}""";

    @ParameterizedTest
    @ValueSource(strings = {"CREATE", "UPDATE"})
    void annotatesAServiceWhenItIsMadeAndWhenItChanges(String operation) throws Exception {
        JsonNode response = answer(review("operation", operation));

        assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
        assertThat(patch(response).findValuesAsText("path")).containsExactly("/metadata/annotations/e.io~1internal");
        assertThat(response.path("auditAnnotations").path("internal").asText()).isEqualTo("added e.io/internal");
    }

    @Test
    void repairsAServiceThatBecomesALoadBalancerLater() throws Exception {
        ObjectNode review = review("operation", "UPDATE");
        ObjectNode old = review.withObject("/request/object").deepCopy();
        old.withObject("/spec").put("type", "ClusterIP");
        review.withObject("/request").set("oldObject", old);

        assertThat(patch(answer(review))).hasSize(1);
    }

    @Test
    void leavesFieldsItDoesNotKnowAlone() throws Exception {
        ObjectNode review = review("futureField", "x");
        review.put("futureTopLevel", true);
        review.withObject("/request/object/spec").put("futureField", 7).putArray("futureList");
        review.withObject("/request/object").putObject("futureSection");

        assertThat(patch(answer(review)).findValuesAsText("path"))
                .containsExactly("/metadata/annotations/e.io~1internal");
    }

    @Test
    void allowsWithoutAPatchWhatIsNoneOfItsBusiness() throws Exception {
        ObjectNode pods = review("uid", "u1");
        pods.withObject("/request/resource").put("resource", "pods");
        for (ObjectNode review : List.of(
                pods,
                review("operation", "DELETE"),
                review("namespace", "kube-system"),
                review("subResource", "status"))) {
            assertThat(answer(review).properties())
                    .extracting(field -> field.getKey() + "=" + field.getValue().asText())
                    .containsExactly("uid=u1", "allowed=true");
        }
    }

    @Test
    void tellsTheUserWhoseValueWasKept() throws Exception {
        ObjectNode review = review("uid", "u1");
        review.withObject("/request/object/metadata/annotations").put("e.io/internal", "false");

        JsonNode response = answer(review);

        assertThat(response.has("patch")).isFalse();
        assertThat(response.path("warnings").get(0).asText())
                .isEqualTo("rule internal wants another value of e.io/internal; yours was kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "{}",
                "{\"apiVersion\":\"admission.k8s.io/v1beta1\",\"request\":{\"uid\":\"u1\"}}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{}}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"u1\",\"operation\":\"CREATE\","
                        + "\"resource\":{\"group\":\"\",\"resource\":\"services\"},\"object\":null}}"
            })
    void refusesWhatIsNoReview(String body) {
        assertThatThrownBy(() -> Admission.review(body.getBytes(StandardCharsets.UTF_8), RULES))
                .isInstanceOf(MalformedReviewException.class);
    }

    /** RFC 6901: a reader undoes ~1 first, then ~0, so {@code ~1} in a key must come back as itself. */
    @Test
    void escapesAKeyAsAJsonPointerDoes() throws Exception {
        for (String key : List.of("e.io/a", "a~b", "~1", "~0/~1", "/", "a//b~")) {
            JsonNode service = JSON.readTree("{\"metadata\":{\"annotations\":{}}}");
            String pointer = JsonPatch.of(List.of(new Change.Added("rule", key, "v")), service)
                    .get(0)
                    .path("path")
                    .asText();
            JsonNode annotated = JSON.createObjectNode()
                    .set(
                            "metadata",
                            JSON.createObjectNode()
                                    .set("annotations", JSON.createObjectNode().put(key, "v")));

            assertThat(annotated.at(pointer).asText()).as(pointer).isEqualTo("v");
        }
    }

    private static ObjectNode review(String field, String value) throws IOException {
        ObjectNode review = (ObjectNode) JSON.readTree(REVIEW);
        review.withObject("/request").put(field, value);
        return review;
    }

    private static JsonNode answer(ObjectNode review) throws IOException {
        return JSON.readTree(
                        Admission.review(JSON.writeValueAsBytes(review), RULES).answer())
                .path("response");
    }

    private static JsonNode patch(JsonNode response) throws IOException {
        return JSON.readTree(response.path("patch").binaryValue());
    }
}
