// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.Arm;
import io.cloister.sandbox.control.RequestLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.net.MachineAccess;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One look at a sandbox, as JSON: {@code groups} with their resources, {@code operations} under way, {@code machines} with their
 * ways out, the latest {@code requests} (newest first, without bodies), {@code policies} assigned, and {@code denials}.
 */
public final class Overview {

    private static final int REQUESTS = 100;

    private final Arm arm;
    private final PrivateNetwork network;
    private final SandboxClock clock;
    private final Denials denials;

    public Overview(Arm arm, PrivateNetwork network, SandboxClock clock, Denials denials) {
        this.arm = arm;
        this.network = network;
        this.clock = clock;
        this.denials = denials;
    }

    public ObjectNode json() {
        Instant now = clock.now();
        List<ObjectNode> resources = arm.all().stream()
                .sorted(Comparator.comparing((ObjectNode one) -> text(one, "type"))
                        .thenComparing(one -> text(one, "id")))
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("at", now.toString());
        json.set("groups", groups(resources));
        json.set("operations", operations(now));
        json.set("machines", machines(resources));
        json.set("requests", requests());
        json.set("policies", policies(resources));
        json.set("denials", denials());
        return json;
    }

    /** A resource without a group stands in a group of its own, whose name is empty. */
    private static ArrayNode groups(List<ObjectNode> resources) {
        Map<String, List<ObjectNode>> byGroup =
                resources.stream().collect(Collectors.groupingBy(Overview::group, TreeMap::new, Collectors.toList()));
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        byGroup.forEach((name, members) -> {
            ObjectNode group = groups.addObject().put("name", name);
            ArrayNode list = group.putArray("resources");
            for (ObjectNode member : members) {
                ResourceId id = ResourceId.of(text(member, "id"));
                if (id.isGroup()) {
                    group.put("location", text(member, "location"));
                } else {
                    list.addObject()
                            .put("id", id.toString())
                            .put("type", text(member, "type"))
                            .put("name", String.join("/", id.names()))
                            .put(
                                    "state",
                                    member.at("/properties/provisioningState").asText());
                }
            }
        });
        return groups;
    }

    private ArrayNode operations(Instant now) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        for (Operation operation : arm.running()) {
            operations
                    .addObject()
                    .put("target", operation.target().toString())
                    .put("kind", operation.kind())
                    .put("startedAt", operation.startedAt().toString())
                    .put("progress", Math.round(100 * (1 - operation.left(now))));
        }
        return operations;
    }

    private ArrayNode machines(List<ObjectNode> resources) {
        Map<String, ObjectNode> byId = resources.stream()
                .collect(Collectors.toMap(
                        one -> text(one, "id").toLowerCase(Locale.ROOT), one -> one, (one, other) -> one));
        ArrayNode machines = JsonNodeFactory.instance.arrayNode();
        for (MachineAccess access : network.machines()) {
            JsonNode machine = byId.getOrDefault(access.machine(), JsonNodeFactory.instance.objectNode());
            machines.addObject()
                    .put("id", machine.path("id").asText(access.machine()))
                    .put(
                            "name",
                            machine.at("/properties/osProfile/computerName")
                                    .asText(access.machine().replaceFirst(".*/", "")))
                    .put("address", access.address())
                    .put("open", access.wayOut().open())
                    .put("wayOut", words(access.wayOut().kind()))
                    .put("reason", access.wayOut().reason());
        }
        return machines;
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private ArrayNode requests() {
        List<RequestLog.Entry> all = arm.requestLog().entries();
        ArrayNode requests = JsonNodeFactory.instance.arrayNode();
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - REQUESTS); i--) {
            RequestLog.Entry entry = all.get(i);
            requests.addObject()
                    .put("at", entry.at().toString())
                    .put("method", entry.method())
                    .put("path", entry.path())
                    .put("status", entry.status())
                    .put("caller", entry.caller());
        }
        return requests;
    }

    private static ArrayNode policies(List<ObjectNode> resources) {
        ArrayNode policies = JsonNodeFactory.instance.arrayNode();
        resources.stream()
                .filter(one -> text(one, "type").equalsIgnoreCase("Microsoft.Authorization/policyAssignments"))
                .forEach(assignment -> policies.addObject()
                        .put("id", text(assignment, "id"))
                        .put("name", assignment.at("/properties/displayName").asText(text(assignment, "name")))
                        .put("scope", assignment.at("/properties/scope").asText())
                        .put(
                                "definition",
                                assignment.at("/properties/policyDefinitionId").asText())
                        .put(
                                "enforcement",
                                assignment.at("/properties/enforcementMode").asText("Default"))
                        .put(
                                "message",
                                StreamSupport.stream(
                                                assignment
                                                        .at("/properties/nonComplianceMessages")
                                                        .spliterator(),
                                                false)
                                        .map(message -> message.path("message").asText())
                                        .collect(Collectors.joining(" "))));
        return policies;
    }

    private ArrayNode denials() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Denials.Entry entry : denials.entries()) {
            ObjectNode json = list.addObject()
                    .put("at", entry.at().toString())
                    .put("method", entry.method())
                    .put("path", entry.path());
            entry.assignments().forEach(json.putArray("assignments")::add);
        }
        return list;
    }

    private static String group(ObjectNode resource) {
        return ResourceId.of(text(resource, "id"))
                .groupId()
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .orElse("");
    }

    private static String text(JsonNode resource, String field) {
        return resource.path(field).asText();
    }
}
