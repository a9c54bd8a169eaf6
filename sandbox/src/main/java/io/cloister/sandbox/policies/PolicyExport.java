// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What {@code az policy definition list}, {@code set-definition list}, {@code assignment list} and {@code exemption list}
 * wrote, in az's shape or ARM's.
 */
public final class PolicyExport {

    private final List<Exported> exported;
    private final List<String> notes = new ArrayList<>();

    private PolicyExport(List<Exported> exported, List<String> notes) {
        this.exported = exported;
        this.notes.addAll(notes);
    }

    /** Throws an {@link InvalidExportException} with all that is wrong with the files. */
    public static PolicyExport read(Path directory) {
        ExportFiles files = new ExportFiles();
        files.read(directory);
        if (!files.errors().isEmpty()) {
            throw new InvalidExportException(files.errors());
        }
        List<Exported> ordered = files.found().stream()
                .sorted(Comparator.comparing(Exported::kind))
                .toList();
        return new PolicyExport(
                ordered,
                files.skipped().stream().map(line -> "skipped: " + line).toList());
    }

    /**
     * Puts everything in place.
     *
     * @param subscription the sandbox's
     * @param exists whether there is such a definition, assignment or scope
     * @param seed takes an id and a resource; refuses with an {@link ArmError}
     * @return a line for each thing that was moved or left out
     */
    public List<String> into(String subscription, Predicate<String> exists, BiConsumer<String, ObjectNode> seed) {
        Rebasing rebasing = new Rebasing("/subscriptions/" + subscription);
        Set<String> used = used();
        for (Exported one : exported) {
            if (one.listed() && one.isBuiltIn() && one.kind() == Kind.DEFINITION && !used.contains(key(one.id()))) {
                continue;
            }
            String id = rebasing.place(one);
            try {
                seed.accept(id, prepared(one, rebasing, exists));
                if (!one.id().isEmpty() && !key(id).equals(key(one.id()))) {
                    notes.add("rebased: " + one.title() + " from " + one.id() + " to " + id);
                }
            } catch (ArmError e) {
                notes.add("skipped: " + one.title() + ": " + e.getMessage());
            }
        }
        return List.copyOf(notes);
    }

    /** The definitions that something assigns or includes: nobody needs the other thousands of Azure's own. */
    private Set<String> used() {
        Set<String> used = new HashSet<>();
        for (Exported one : exported) {
            used.add(key(one.properties().path("policyDefinitionId").asText()));
            one.properties()
                    .path("policyDefinitions")
                    .forEach(member ->
                            used.add(key(member.path("policyDefinitionId").asText())));
        }
        return used;
    }

    private ObjectNode prepared(Exported one, Rebasing rebasing, Predicate<String> exists) {
        ObjectNode resource = one.resource().deepCopy();
        ObjectNode properties = (ObjectNode) resource.path("properties");
        rebase(properties, "policyDefinitionId", rebasing);
        rebase(properties, "policyAssignmentId", rebasing);
        if (properties.path("notScopes") instanceof ArrayNode spared) {
            properties.set("notScopes", spared(one, spared, rebasing));
        }
        if (properties.path("policyDefinitions") instanceof ArrayNode members) {
            properties.set("policyDefinitions", members(one, members, rebasing, exists));
        }
        return resource;
    }

    private ArrayNode spared(Exported one, ArrayNode scopes, Rebasing rebasing) {
        ArrayNode spared = scopes.arrayNode();
        for (JsonNode scope : scopes) {
            rebasing.within(scope.asText())
                    .ifPresentOrElse(
                            spared::add,
                            () -> notes.add("skipped: " + one.title() + " spares " + scope.asText()
                                    + ", which would be everything here"));
        }
        return spared;
    }

    private ArrayNode members(Exported one, ArrayNode members, Rebasing rebasing, Predicate<String> exists) {
        ArrayNode known = members.arrayNode();
        for (JsonNode member : members) {
            if (member instanceof ObjectNode object) {
                rebase(object, "policyDefinitionId", rebasing);
            }
            String definition = member.path("policyDefinitionId").asText();
            if (exists.test(definition)) {
                known.add(member);
            } else {
                notes.add("skipped: " + one.title() + " includes " + definition + ", which was not exported");
            }
        }
        return known;
    }

    private static void rebase(ObjectNode object, String field, Rebasing rebasing) {
        if (object.has(field)) {
            object.put(field, rebasing.reference(object.path(field).asText()));
        }
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
