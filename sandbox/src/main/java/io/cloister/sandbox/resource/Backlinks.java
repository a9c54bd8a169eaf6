// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who points at what at this moment, read off the store once, and only when somebody asks. */
public final class Backlinks {

    private final Store store;
    private Map<String, List<String>> byTarget;

    public Backlinks(Store store) {
        this.store = store;
    }

    /** The ids of the resources, or parts of them, that point at exactly this one; each once. */
    public List<String> to(String target) {
        if (byTarget == null) {
            byTarget = new HashMap<>();
            store.all().forEach(resource -> References.links(resource, this::add));
        }
        return byTarget.getOrDefault(ResourceId.key(target), List.of());
    }

    /** One that points somewhere, whole; not to be changed. */
    public Optional<ObjectNode> get(String id) {
        return store.get(id);
    }

    /** The resources that are children of this one, at any depth, and not kept inside it. */
    public List<ObjectNode> below(String id) {
        return store.under(id + "/").toList();
    }

    private void add(String target, String from) {
        List<String> sources = byTarget.computeIfAbsent(ResourceId.key(target), key -> new ArrayList<>());
        if (!sources.contains(from)) {
            sources.add(from);
        }
    }
}
