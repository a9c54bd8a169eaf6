// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Blueprint;
import io.cloister.sandbox.deployment.plan.NotYetException;
import io.cloister.sandbox.deployment.plan.Planned;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deployment under way. It goes on with the clock: what can start is started, what runs is looked at. */
final class Run {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final Azure azure;
    private final Request request;
    private final Blueprint blueprint;
    private final Live live;
    private final DeploymentRecord record;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private Cleanup cleanup;
    private String ended = "";

    Run(Azure azure, Request request, Blueprint blueprint, Live live, DeploymentRecord record) {
        this.azure = azure;
        this.request = request;
        this.blueprint = blueprint;
        this.live = live;
        this.record = record;
        blueprint.resources().stream()
                .filter(Planned::isDeployed)
                .forEach(one -> steps.put(one.id().key(), new Step(one, azure, live, record)));
        live.reveal(this::isKnown);
    }

    void begin() {
        azure.clock().after(PACE, this::tick);
    }

    boolean isRunning() {
        return ended.isEmpty() && record.isCurrent();
    }

    DeploymentRecord record() {
        return record;
    }

    /** Nothing more is started; what Azure is at already goes on. */
    void cancel() {
        end("Canceled");
    }

    private void tick() {
        azure.locked().accept(() -> {
            if (isRunning()) {
                try {
                    advance();
                } catch (RuntimeException ours) {
                    fail(List.of(error("InternalServerError", "The sandbox failed: " + ours)));
                    throw ours;
                }
                if (isRunning()) {
                    begin();
                }
            }
        });
    }

    private void advance() {
        record.state("Running", azure.clock().now());
        steps.values().stream()
                .filter(step -> step.state() == Step.State.RUNNING)
                .forEach(Run::poll);
        boolean failed = is(Step.State.FAILED);
        if (!failed) {
            steps.values().stream()
                    .filter(step -> step.state() == Step.State.WAITING)
                    .filter(this::isReady)
                    .forEach(this::start);
            failed = is(Step.State.FAILED);
        }
        if (is(Step.State.RUNNING)) {
            return;
        }
        if (failed) {
            fail(steps.values().stream()
                    .filter(step -> step.state() == Step.State.FAILED)
                    .map(Step::error)
                    .toList());
        } else if (!is(Step.State.WAITING)) {
            conclude();
        }
    }

    private static void poll(Step step) {
        try {
            step.poll();
        } catch (ArmError gone) {
            step.fail(Preflight.detail(gone, step.planned().id()));
        }
    }

    private boolean is(Step.State state) {
        return steps.values().stream().anyMatch(step -> step.state() == state);
    }

    private boolean isReady(Step step) {
        return blueprint.dependencies(step.planned()).stream()
                .allMatch(before -> steps.get(before.id().key()).state() == Step.State.SUCCEEDED);
    }

    private void start(Step step) {
        try {
            step.start();
        } catch (NotYetException wait) {
            if (isStuck(step)) {
                step.fail(error("InvalidTemplate", wait.getMessage()));
            }
        } catch (TemplateException e) {
            step.fail(error(
                    "InvalidTemplate",
                    "Unable to process template language expressions for resource '"
                            + step.planned().id() + "'. '" + e.getMessage() + "'"));
        } catch (ArmError missing) {
            step.fail(Preflight.detail(missing, step.planned().id()));
        }
    }

    /** Whether nothing else goes on that this one could be waiting for. */
    private boolean isStuck(Step waiting) {
        return steps.values().stream()
                .filter(step -> step != waiting)
                .noneMatch(step ->
                        step.state() == Step.State.RUNNING || step.state() == Step.State.WAITING && isReady(step));
    }

    /** A resource can be asked for unless this deployment has yet to make it. */
    private boolean isKnown(ResourceId id) {
        Step step = steps.get(id.key());
        return step == null || step.state() == Step.State.SUCCEEDED;
    }

    private void conclude() {
        if (request.complete() && cleanup == null) {
            cleanup = Cleanup.of(request, blueprint, azure, live, record);
        }
        if (cleanup != null) {
            Optional<JsonNode> error = cleanup.advance();
            if (error.isPresent()) {
                fail(List.of(error.get()));
                return;
            }
            if (!cleanup.isDone()) {
                return;
            }
        }
        Instant now = azure.clock().now();
        ObjectNode line = record.operation("EvaluateDeploymentOutput", null, now);
        try {
            record.outputs(blueprint.outputs());
            record.operation(line, "Succeeded", now, now, null);
        } catch (TemplateException | NotYetException e) {
            JsonNode error = error(
                    "DeploymentOutputEvaluationFailed", "The template output cannot be evaluated: " + e.getMessage());
            record.operation(line, "Failed", now, now, error);
            fail(List.of(error));
            return;
        } catch (ArmError missing) {
            JsonNode error = Preflight.detail(missing, request.id());
            record.operation(line, "Failed", now, now, error);
            fail(List.of(error));
            return;
        }
        record.deployed(blueprint.resources().stream()
                .filter(Planned::isDeployed)
                .map(Planned::id)
                .toList());
        end("Succeeded");
    }

    private void fail(List<JsonNode> causes) {
        ObjectNode error = error(
                "DeploymentFailed",
                "At least one resource deployment operation failed. Please list deployment operations for details."
                        + " Please see https://aka.ms/arm-deployment-operations for usage details.");
        error.put("target", request.id().toString());
        ArrayNode details = error.putArray("details");
        causes.forEach(details::add);
        record.failure(error);
        end("Failed");
    }

    private void end(String word) {
        ended = word;
        record.state(word, azure.clock().now());
    }

    private static ObjectNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }
}
