// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes a field of a resource in place, as append and modify do.
 *
 * <p>Source: Azure docs, "Author policies for array properties on Azure resources", Modifying arrays.
 */
public final class FieldEdit {

    private static final Set<String> ENVELOPE = Set.of(
            "sku",
            "zones",
            "identity",
            "plan",
            "kind",
            "tags",
            "location",
            "extendedLocation",
            "managedBy",
            "name",
            "type");
    private static final String PROPERTIES = "properties";

    private final ObjectNode resource;
    private final String field;

    public FieldEdit(ObjectNode resource, String field) {
        this.resource = resource;
        this.field = field;
    }

    /** Whether the field has another value already; never so for an array that is added to. */
    public boolean conflicts(JsonNode value) {
        Optional<String> tag = Fields.tag(field);
        if (tag.isPresent()) {
            return FieldPath.ignoringCase(resource.path("tags"), tag.get())
                    .filter(found -> !same(found.getValue(), value))
                    .isPresent();
        }
        return !field.endsWith("[*]")
                && path().stream()
                        .flatMap(path -> path.in(resource, "").stream())
                        .anyMatch(found -> !found.value().isMissingNode() && !same(found.value(), value));
    }

    /** @param replace for an array's members: instead of those there are */
    public void set(JsonNode value, boolean replace) {
        Optional<String> tag = Fields.tag(field);
        if (tag.isPresent()) {
            ObjectNode tags = resource.path("tags") instanceof ObjectNode there ? there : resource.putObject("tags");
            tags.set(
                    FieldPath.ignoringCase(tags, tag.get())
                            .map(Map.Entry::getKey)
                            .orElse(tag.get()),
                    value);
        } else {
            path().ifPresent(path -> set(path, value, replace));
        }
    }

    /** Only tags can be removed. */
    public void remove() {
        Fields.tag(field)
                .flatMap(tag -> FieldPath.ignoringCase(resource.path("tags"), tag))
                .map(Map.Entry::getKey)
                .ifPresent(name -> ((ObjectNode) resource.path("tags")).remove(name));
    }

    private static boolean same(JsonNode there, JsonNode value) {
        return there.isContainerNode() ? there.equals(value) : there.asText().equalsIgnoreCase(value.asText());
    }

    private Optional<FieldPath> path() {
        return (field.contains("/") ? Aliases.path(field, resource.path("type").asText()) : Optional.of(field))
                .map(FieldPath::parse);
    }

    private void set(FieldPath path, JsonNode value, boolean replace) {
        List<ObjectNode> owners = List.of(resource);
        for (FieldPath.Part part : path.parts().subList(0, path.parts().size() - 1)) {
            List<ObjectNode> next = new ArrayList<>();
            for (ObjectNode owner : owners) {
                ObjectNode holder = holder(owner, part.name());
                String name = existing(holder, part.name());
                if (part.each()) {
                    holder.path(name).forEach(member -> {
                        if (member instanceof ObjectNode object) {
                            next.add(object);
                        }
                    });
                } else {
                    next.add(holder.path(name) instanceof ObjectNode object ? object : holder.putObject(name));
                }
            }
            owners = next;
        }
        FieldPath.Part last = path.parts().get(path.parts().size() - 1);
        owners.forEach(owner -> put(owner, last, value, replace));
    }

    private void put(ObjectNode owner, FieldPath.Part last, JsonNode value, boolean replace) {
        ObjectNode holder = holder(owner, last.name());
        String name = existing(holder, last.name());
        if (!last.each()) {
            holder.set(name, value);
            return;
        }
        ArrayNode array = holder.path(name) instanceof ArrayNode there ? there : holder.putArray(name);
        if (replace) {
            array.removeAll();
        }
        for (JsonNode member : array) {
            if (member.equals(value)) {
                return;
            }
        }
        array.add(value);
    }

    private ObjectNode holder(ObjectNode owner, String name) {
        boolean inEnvelope = FieldPath.ignoringCase(owner, name).isPresent()
                || owner == resource && ENVELOPE.stream().anyMatch(name::equalsIgnoreCase);
        if (FieldPath.ignoringCase(owner.path(PROPERTIES), name).isPresent()) {
            return (ObjectNode) owner.path(PROPERTIES);
        }
        return inEnvelope || owner != resource && !owner.has(PROPERTIES)
                ? owner
                : owner.path(PROPERTIES) instanceof ObjectNode properties ? properties : owner.putObject(PROPERTIES);
    }

    private static String existing(ObjectNode holder, String name) {
        return FieldPath.ignoringCase(holder, name).map(Map.Entry::getKey).orElse(name);
    }
}
