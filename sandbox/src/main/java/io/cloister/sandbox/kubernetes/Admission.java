// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the mutating webhooks that are registered, and does to the object what they say. */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final ResourcePath CONFIGURATIONS =
            ResourcePath.of("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "", "");

    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    private final ObjectStore store;
    private final WebhookCall calls;

    Admission(ObjectStore store, WebhookCall calls) {
        this.store = store;
        this.calls = calls;
    }

    ObjectNode admit(ResourcePath path, Operation operation, ObjectNode object, JsonNode old, boolean dryRun) {
        ObjectNode admitted = object;
        for (ObjectNode configuration : store.list(CONFIGURATIONS)) {
            for (JsonNode webhook : configuration.path("webhooks")) {
                if (concerns(webhook, path, operation, admitted)) {
                    admitted = ask(webhook, path, review(path, operation, admitted, old, dryRun), admitted);
                }
            }
        }
        return admitted;
    }

    private boolean concerns(JsonNode webhook, ResourcePath path, Operation operation, JsonNode object) {
        boolean ruled = false;
        for (JsonNode rule : webhook.path("rules")) {
            ruled |= among(rule.path("apiGroups"), path.group())
                    && among(rule.path("apiVersions"), path.version())
                    && among(rule.path("resources"), path.resource())
                    && among(rule.path("operations"), operation.name());
        }
        JsonNode namespaceLabels = store.get(ResourcePath.of("", "namespaces", "", path.namespace()))
                .map(namespace -> namespace.at("/metadata/labels"))
                .orElse(JsonNodeFactory.instance.missingNode());
        return ruled
                && Selector.matches(webhook.path("namespaceSelector"), namespaceLabels)
                && Selector.matches(webhook.path("objectSelector"), object.at("/metadata/labels"));
    }

    private static boolean among(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (List.of("*", wanted).contains(value.asText())) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode ask(JsonNode webhook, ResourcePath path, ObjectNode review, ObjectNode object) {
        String name = webhook.path("name").asText();
        JsonNode response;
        try {
            response = calls.post(webhook, review).path("response");
        } catch (IOException e) {
            if (webhook.path("failurePolicy").asText("Fail").equals("Ignore")) {
                LOG.warn("webhook {} is ignored, as its failurePolicy says: {}", name, e.getMessage());
                return object;
            }
            throw ApiError.webhook(
                    "Internal error occurred: failed calling webhook \"" + name + "\": " + e.getMessage());
        }
        if (!response.path("uid").equals(review.at("/request/uid"))) {
            throw ApiError.webhook("Internal error occurred: webhook \"" + name + "\" answered with another uid");
        }
        if (!response.path("allowed").asBoolean()) {
            throw ApiError.denied(
                    response.at("/status/code").asInt(403),
                    "admission webhook \"" + name + "\" denied the request: "
                            + response.at("/status/message").asText("without explanation"));
        }
        return patched(response, name, object);
    }

    private static ObjectNode patched(JsonNode response, String name, ObjectNode object) {
        if (!response.hasNonNull("patch")) {
            return object;
        }
        if (!response.path("patchType").asText().equals("JSONPatch")) {
            throw ApiError.webhook("webhook \"" + name + "\" sent a patch without patchType JSONPatch");
        }
        ObjectNode changed = object.deepCopy();
        Patches.json(
                changed,
                Json.read(Base64.getDecoder().decode(response.path("patch").asText())));
        return changed;
    }

    private static ObjectNode review(
            ResourcePath path, Operation operation, ObjectNode object, JsonNode old, boolean dryRun) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request =
                review.putObject("request").put("uid", UUID.randomUUID().toString());
        ObjectNode kind = request.putObject("kind").put("group", path.group()).put("version", path.version());
        kind.put("kind", object.path("kind").asText());
        request.set("requestKind", kind.deepCopy());
        ObjectNode resource =
                request.putObject("resource").put("group", path.group()).put("version", path.version());
        resource.put("resource", path.resource());
        request.set("requestResource", resource.deepCopy());
        request.put("name", path.name()).put("namespace", path.namespace()).put("operation", operation.name());
        request.putObject("userInfo").put("username", "kubernetes-admin");
        request.set("object", object);
        request.set("oldObject", old.isMissingNode() ? JsonNodeFactory.instance.nullNode() : old);
        request.put("dryRun", dryRun);
        return review;
    }
}
