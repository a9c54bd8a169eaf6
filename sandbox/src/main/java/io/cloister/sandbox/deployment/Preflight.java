// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Blueprint;
import io.cloister.sandbox.deployment.plan.NotYetException;
import io.cloister.sandbox.deployment.plan.Planned;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What Azure checks of a template before it deploys anything of it: types, rights and policy. */
final class Preflight {

    private static final String DENIED = "RequestDisallowedByPolicy";

    private final Azure azure;
    private final Live live;

    Preflight(Azure azure, Live live) {
        this.azure = azure;
        this.live = live;
    }

    /** The template's resources; throws what a deployment of it is refused with. */
    Blueprint check(Request request) {
        Blueprint blueprint = read(request);
        List<ArmError> refusals = new ArrayList<>();
        try {
            blueprint.resources().stream().filter(Planned::isDeployed).forEach(one -> check(one, refusals));
        } catch (TemplateException e) {
            throw Blueprint.invalid(e);
        }
        if (!refusals.isEmpty()) {
            throw refusal(request, refusals);
        }
        return blueprint;
    }

    /** What a check answers that finds nothing to refuse. */
    ObjectNode validated(Request request) {
        Blueprint blueprint = check(request);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", request.id().toString())
                .put("name", request.id().name())
                .put("type", Deployments.TYPE);
        ObjectNode properties = answer.putObject("properties");
        properties.set("parameters", blueprint.shownParameters());
        properties
                .put("mode", request.mode())
                .put("provisioningState", "Succeeded")
                .put("timestamp", azure.clock().now().toString())
                .put("duration", "PT0S")
                .put("correlationId", UUID.randomUUID().toString());
        blueprint.resources().stream()
                .filter(Planned::isDeployed)
                .forEach(one -> properties
                        .withArray("/validatedResources")
                        .addObject()
                        .put("id", one.id().toString()));
        return answer;
    }

    private Blueprint read(Request request) {
        try {
            return Blueprint.read(
                    request.template(), request.parameters(), request.place(), live, request.asFunction());
        } catch (TemplateException | NotYetException e) {
            throw Blueprint.invalid(new TemplateException(e.getMessage()));
        }
    }

    private void check(Planned one, List<ArmError> refusals) {
        ObjectNode preview = one.preview();
        if (one.isDeployment()) {
            nested(one, preview, refusals);
            return;
        }
        try {
            if (!azure.types().test(one.id())) {
                throw new ArmError(
                        404,
                        "InvalidResourceType",
                        "The resource type '" + String.join("/", one.id().types())
                                + "' could not be found in the namespace '"
                                + one.id().namespace() + "'.");
            }
            Call put = live.on(
                    "PUT",
                    one.id().toString(),
                    one.apiVersion(),
                    preview.toString().getBytes(StandardCharsets.UTF_8));
            azure.rights().accept(put);
            preview.put("id", one.id().toString())
                    .put("name", one.id().name())
                    .put("type", one.id().type());
            azure.policies().admit(put, one.id(), preview);
        } catch (ArmError refused) {
            refusals.add(refused);
        }
    }

    /** What it says of a nested template that depends on what is not deployed yet comes when it is. */
    private void nested(Planned one, ObjectNode preview, List<ArmError> refusals) {
        try {
            check(Request.of(one.id(), preview));
        } catch (ArmError refused) {
            if (!refused.getMessage().contains("reference")) {
                refusals.add(refused);
            }
        }
    }

    private static ArmError refusal(Request request, List<ArmError> refusals) {
        boolean policy = refusals.stream().allMatch(one -> one.code().equals(DENIED));
        ArmError refusal = ArmError.badRequest(
                "InvalidTemplateDeployment",
                policy
                        ? "The template deployment failed because of policy violation. Please see details for more"
                                + " information."
                        : "The template deployment '" + request.id().name()
                                + "' is not valid according to the validation procedure. The tracking id is '"
                                + UUID.randomUUID() + "'. See inner errors for details.");
        refusals.forEach(one -> refusal.withDetail(one.body().path("error")));
        return refusal;
    }

    /** A deployment's error for one of its resources. */
    static JsonNode detail(ArmError refused, ResourceId target) {
        ObjectNode error = (ObjectNode) refused.body().path("error");
        if (!error.has("target")) {
            error.put("target", target.toString());
        }
        return error;
    }
}
