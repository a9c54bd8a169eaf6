// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** A hand-made Azure: resources by id, written as JSON with single quotes. */
public final class FakeResources implements ResourceView {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> resources = new ConcurrentSkipListMap<>();
    private final List<Consumer<Change>> listeners = new ArrayList<>();

    public FakeResources put(String id, String type, String json) {
        try {
            ObjectNode resource = (ObjectNode) JSON.readTree(json.replace('\'', '"'));
            resource.put("id", id).put("type", type).put("name", id.substring(id.lastIndexOf('/') + 1));
            resources.put(id.toLowerCase(Locale.ROOT), resource);
            return this;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    public void powerOn(String id) {
        announce(Change.Kind.STARTED, id);
    }

    public void delete(String id) {
        announce(Change.Kind.DELETED, id);
        resources.remove(id.toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<ObjectNode> get(String id) {
        return Optional.ofNullable(resources.get(id.toLowerCase(Locale.ROOT)));
    }

    @Override
    public List<ObjectNode> ofType(String type) {
        return resources.values().stream()
                .filter(resource -> resource.path("type").asText().equalsIgnoreCase(type))
                .toList();
    }

    @Override
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    private void announce(Change.Kind kind, String id) {
        Change change = new Change(kind, id, get(id).orElseThrow());
        listeners.forEach(listener -> listener.accept(change));
    }
}
