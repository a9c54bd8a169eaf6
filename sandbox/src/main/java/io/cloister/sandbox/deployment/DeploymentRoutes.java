// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Blueprint;
import io.cloister.sandbox.deployment.plan.Placement;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** {@code {scope}/providers/Microsoft.Resources/deployments/…}, in groups, subscriptions and management groups. */
public final class DeploymentRoutes implements Route {

    /** At a group or subscription: the oldest give way. Source: Azure docs, "Azure subscription and service limits". */
    private static final int MOST_IN_HISTORY = 800;

    private static final String PROVIDER = "/providers/Microsoft.Resources/deployments";

    private final Azure azure;
    private final Map<String, Run> runs = new HashMap<>();

    public DeploymentRoutes(Azure azure) {
        this.azure = azure;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        // the old path, which the az CLI still uses for operations
        String path = call.path()
                .replaceFirst("(?i)^(/subscriptions/[^/]+/resourcegroups/[^/]+)/deployments", "$1" + PROVIDER);
        return ResourceId.parse(path)
                .filter(id -> (id.namespace() + "/" + id.types().get(0)).equalsIgnoreCase(Deployments.TYPE))
                .map(id -> answer(call, id));
    }

    private Reply answer(Call call, ResourceId asked) {
        requireGroup(asked);
        if (asked.names().isEmpty()) {
            return list(call, asked);
        }
        ResourceId id = new ResourceId(
                canonicalScope(asked),
                "Microsoft.Resources",
                List.of("deployments"),
                asked.names().subList(0, 1));
        if (asked.types().size() == 1) {
            return deployment(call, id);
        }
        String what = asked.types().get(1).toLowerCase(Locale.ROOT);
        Optional<String> name =
                asked.names().size() > 1 ? Optional.of(asked.names().get(1)) : Optional.empty();
        return switch (call.method() + " " + what) {
            case "POST validate" ->
                Reply.ok(new Preflight(azure, new Live(azure, call)).validated(Request.of(id, call.json())));
            case "POST whatif" -> Reply.ok(WhatIf.of(Request.of(id, call.json()), azure, new Live(azure, call)));
            case "POST cancel" -> cancel(id);
            case "POST exporttemplate" -> {
                ObjectNode exported = JsonNodeFactory.instance.objectNode();
                exported.set("template", find(id).path(Deployments.TEMPLATE));
                yield Reply.ok(exported);
            }
            case "GET operations" -> operations(call, id, name);
            case "GET operationstatuses" -> status(id);
            default -> throw call.notAllowed();
        };
    }

    private Reply deployment(Call call, ResourceId id) {
        return switch (call.method()) {
            case "GET" -> Reply.ok(shown(find(id)));
            case "HEAD" -> Reply.empty(azure.store().get(id).isPresent() ? 204 : 404);
            case "PUT" -> put(call, id);
            case "DELETE" -> delete(call, id);
            default -> throw call.notAllowed();
        };
    }

    private Reply put(Call call, ResourceId id) {
        Request request = Request.of(id, call.json());
        Optional<ObjectNode> before = azure.store().get(id);
        if (running(id).isPresent()) {
            throw ArmError.conflict(
                    "DeploymentActive",
                    "Unable to edit or replace deployment '" + id.name() + "': previous deployment from '"
                            + before.map(old -> old.at("/properties/timestamp").asText())
                                    .orElse("")
                            + "' is still active. Please see https://aka.ms/arm-deploy for usage details.");
        }
        Live live = new Live(azure, call);
        Blueprint blueprint = new Preflight(azure, live).check(request);
        DeploymentRecord record = new DeploymentRecord(
                azure.store(), request, blueprint, azure.clock().now());
        forgetOldest(id);
        Run run = new Run(azure, request, blueprint, live, record);
        runs.values().removeIf(other -> !other.isRunning());
        runs.put(id.key(), run);
        run.begin();
        String status =
                call.base() + id + "/operationStatuses/" + UUID.randomUUID() + "?api-version=" + call.apiVersion();
        return Reply.of(before.isPresent() ? 200 : 201, shown(record.json()))
                .withHeaders(Map.of("Azure-AsyncOperation", status, "Retry-After", "1", "x-ms-retry-after-ms", "100"));
    }

    /** Source: Azure docs, "Automatic deletions from deployment history". */
    private void forgetOldest(ResourceId id) {
        ResourceId history = new ResourceId(id.scope(), id.namespace(), id.types(), List.of());
        List<ResourceId> oldestFirst = azure.store().list(history).stream()
                .sorted(Comparator.comparing(
                        one -> one.at("/properties/timestamp").asText()))
                .map(one -> ResourceId.of(one.path("id").asText()))
                .filter(one -> one.scope().equalsIgnoreCase(id.scope()))
                .filter(one -> running(one).isEmpty())
                .toList();
        oldestFirst.stream()
                .limit(Math.max(0, oldestFirst.size() - MOST_IN_HISTORY))
                .forEach(azure.store()::remove);
    }

    private Reply cancel(ResourceId id) {
        find(id);
        running(id)
                .orElseThrow(() -> ArmError.conflict(
                        "DeploymentCannotBeCancelled",
                        "The deployment '" + id.name() + "' cannot be cancelled: it is not running."))
                .cancel();
        return Reply.empty(204);
    }

    private Reply delete(Call call, ResourceId id) {
        if (running(id).isPresent()) {
            throw ArmError.conflict(
                    "DeploymentActive", "The deployment '" + id.name() + "' is still active and cannot be deleted.");
        }
        if (azure.store().remove(id).isEmpty()) {
            return Reply.empty(204);
        }
        String status = call.base() + id + "/operationStatuses/deletion?api-version=" + call.apiVersion();
        return Reply.empty(202).withHeaders(Map.of("Location", status, "Retry-After", "1"));
    }

    private Reply operations(Call call, ResourceId id, Optional<String> name) {
        JsonNode all = find(id).path(Deployments.OPERATIONS);
        if (name.isEmpty()) {
            return Page.of(
                    call,
                    StreamSupport.stream(all.spliterator(), false)
                            .map(ObjectNode.class::cast)
                            .toList());
        }
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.path("operationId").asText().equalsIgnoreCase(name.get()))
                .findFirst()
                .map(Reply::ok)
                .orElseThrow(() -> new ArmError(
                        404,
                        "DeploymentOperationNotFound",
                        "Deployment operation '" + name.get() + "' could not be found."));
    }

    private Reply status(ResourceId id) {
        if (azure.store().get(id).isEmpty()) {
            return Reply.empty(204);
        }
        JsonNode properties = find(id).path("properties");
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("status", properties.path("provisioningState").asText());
        if (properties.has("error")) {
            status.set("error", properties.path("error"));
        }
        return Reply.ok(status).withHeaders(Map.of("Retry-After", "1", "x-ms-retry-after-ms", "100"));
    }

    private Reply list(Call call, ResourceId collection) {
        String wanted = call.filter().replaceFirst("(?i).*provisioningState\\s+eq\\s+'([^']*)'.*", "$1");
        return Page.of(
                call,
                azure
                        .store()
                        .list(new ResourceId(
                                canonicalScope(collection), "Microsoft.Resources", List.of("deployments"), List.of()))
                        .stream()
                        .filter(one ->
                                ResourceId.of(one.path("id").asText()).scope().equalsIgnoreCase(collection.scope()))
                        .filter(one -> wanted.isEmpty()
                                || one.at("/properties/provisioningState")
                                        .asText()
                                        .equalsIgnoreCase(wanted))
                        .map(DeploymentRoutes::shown)
                        .toList());
    }

    private Optional<Run> running(ResourceId id) {
        return Optional.ofNullable(runs.get(id.key())).filter(Run::isRunning);
    }

    private ObjectNode find(ResourceId id) {
        ObjectNode found = azure.store()
                .get(id)
                .orElseThrow(() ->
                        new ArmError(404, "DeploymentNotFound", "Deployment '" + id.name() + "' could not be found."));
        boolean unended = List.of("Accepted", "Running")
                .contains(found.at("/properties/provisioningState").asText());
        if (unended && running(id).isEmpty()) {
            DeploymentRecord.interrupt(found);
            azure.store().put(id, found);
        }
        return found;
    }

    private void requireGroup(ResourceId id) {
        id.groupId()
                .or(() -> Placement.of(id).managementGroup())
                .filter(group -> azure.store().get(group).isEmpty())
                .ifPresent(group -> {
                    throw ArmError.notFound(ResourceId.of(group));
                });
    }

    private String canonicalScope(ResourceId id) {
        return azure.store()
                .get(id.scope())
                .map(scope -> scope.path("id").asText())
                .orElse(id.scope());
    }

    private static ObjectNode shown(ObjectNode stored) {
        ObjectNode shown = stored.deepCopy();
        new Deployments().hide(shown);
        return shown;
    }
}
