// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Blueprint;
import io.cloister.sandbox.deployment.plan.Planned;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a deployment in complete mode: what is in the group and not in the template goes. What is still in use is
 * tried again as long as anything else goes.
 */
final class Cleanup {

    /** One resource on its way out; its line in the list of operations once it has been accepted. */
    private static final class Leaving {
        private ObjectNode line;
        private Instant began;
    }

    private final Azure azure;
    private final Live live;
    private final DeploymentRecord record;
    private final Map<ResourceId, Leaving> leaving = new LinkedHashMap<>();

    private Cleanup(Azure azure, Live live, DeploymentRecord record) {
        this.azure = azure;
        this.live = live;
        this.record = record;
    }

    static Cleanup of(Request request, Blueprint blueprint, Azure azure, Live live, DeploymentRecord record) {
        Cleanup cleanup = new Cleanup(azure, live, record);
        Set<String> kept = new HashSet<>();
        blueprint.resources().stream().filter(Planned::isDeployed).forEach(one -> {
            kept.add(one.id().root().key());
            azure.store()
                    .get(one.id())
                    .ifPresent(stored -> stored.path("properties")
                            .path("outputResources")
                            .forEach(nested ->
                                    kept.add(ResourceId.key(nested.path("id").asText()))));
        });
        List<ResourceId> inside = azure.store()
                .under(request.place().scope() + "/")
                .filter(resource -> resource.has("location"))
                .map(resource -> ResourceId.of(resource.path("id").asText()))
                .filter(id ->
                        id.isTopLevel() && !id.namespace().equals("Microsoft.Resources") && !kept.contains(id.key()))
                .toList();
        inside.forEach(id -> cleanup.leaving.put(id, new Leaving()));
        return cleanup;
    }

    boolean isDone() {
        return leaving.isEmpty();
    }

    /** The error that ends it, where nothing goes any more. */
    Optional<JsonNode> advance() {
        boolean moved = false;
        List<JsonNode> refusals = new ArrayList<>();
        Iterator<Map.Entry<ResourceId, Leaving>> all = leaving.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<ResourceId, Leaving> entry = all.next();
            ResourceId id = entry.getKey();
            Leaving one = entry.getValue();
            if (azure.store().get(id).isEmpty()) {
                end(one);
                all.remove();
                moved = true;
            } else if (one.line != null) {
                moved = true;
            } else {
                moved |= delete(id, one, refusals);
            }
        }
        return moved || refusals.isEmpty() ? Optional.empty() : Optional.of(refusals.get(0));
    }

    private boolean delete(ResourceId id, Leaving one, List<JsonNode> refusals) {
        try {
            Reply reply = azure.calls().apply(live.on("DELETE", id.toString(), "", new byte[0]));
            one.began = azure.clock().now();
            one.line = record.operation("Delete", id, one.began);
            return reply.status() < 300;
        } catch (ArmError refused) {
            refusals.add(Preflight.detail(refused, id));
            return false;
        }
    }

    private void end(Leaving one) {
        if (one.line != null) {
            record.operation(one.line, "Succeeded", one.began, azure.clock().now(), null);
        }
    }
}
