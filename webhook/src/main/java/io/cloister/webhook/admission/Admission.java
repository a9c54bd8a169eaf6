// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.webhook.rules.Rule;
import java.io.IOException;
import java.util.List;

/** Answers an AdmissionReview of admission.k8s.io/v1 with another one; it always allows. */
public final class Admission {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String V1 = "admission.k8s.io/v1";

    private Admission() {}

    /** @param patched whether the object is to change */
    public record Review(byte[] answer, boolean patched) {}

    /** @throws MalformedReviewException when the bytes are no AdmissionReview of v1 with an object */
    public static Review review(byte[] body, List<Rule> rules) throws IOException {
        JsonNode root = tree(body);
        JsonNode request = root.path("request");
        String uid = request.path("uid").asText("");
        if (!V1.equals(root.path("apiVersion").asText()) || uid.isEmpty()) {
            throw new MalformedReviewException(
                    "not an AdmissionReview of " + V1 + " with a request.uid; list v1 in admissionReviewVersions");
        }
        ObjectNode answer = JSON.createObjectNode().put("apiVersion", V1).put("kind", "AdmissionReview");
        ObjectNode response = answer.putObject("response").put("uid", uid).put("allowed", true);
        if (concernsAService(request)) {
            JsonNode service = request.path("object");
            if (!service.path("metadata").isObject()) {
                throw new MalformedReviewException("request.object has no metadata; is this a Service?");
            }
            String namespace = request.path("namespace")
                    .asText(service.path("metadata").path("namespace").asText(""));
            describe(response, Decider.decide(rules, namespace, service), service);
        }
        return new Review(JSON.writeValueAsBytes(answer), response.has("patch"));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new MalformedReviewException("the body is not JSON");
        }
    }

    private static boolean concernsAService(JsonNode request) {
        JsonNode resource = request.path("resource");
        String operation = request.path("operation").asText();
        return resource.path("group").asText("").isEmpty()
                && "services".equals(resource.path("resource").asText())
                && request.path("subResource").asText("").isEmpty()
                && ("CREATE".equals(operation) || "UPDATE".equals(operation));
    }

    private static void describe(ObjectNode response, List<Change> changes, JsonNode service) throws IOException {
        ArrayNode patch = JsonPatch.of(changes, service);
        if (!patch.isEmpty()) {
            // Both or neither: the API server refuses a patchType without a patch.
            response.put("patchType", "JSONPatch").put("patch", JSON.writeValueAsBytes(patch));
        }
        for (Change change : changes) {
            ObjectNode audit = response.withObject("/auditAnnotations");
            String before = audit.has(change.rule()) ? audit.get(change.rule()).asText() + "; " : "";
            audit.put(change.rule(), before + Notes.audit(change));
            Notes.warning(change)
                    .ifPresent(warning -> response.withArray("/warnings").add(warning));
        }
    }
}
