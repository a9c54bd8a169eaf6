// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What Azure does to a resource after a while, by itself and under no operation. Each is known by a name and its resource, so
 * that it is saved with what exists and goes on where that is restored; a later one of the same name takes its place.
 */
public final class Timers {

    private record Key(String name, String resource) {}

    /** @param length of what was left when it was set, by Azure's own pace */
    private record Timer(Duration length, Instant end) {}

    private final SandboxClock clock;
    private final Consumer<Runnable> locked;
    private final Map<String, Consumer<ResourceId>> actions = new HashMap<>();
    private final Map<Key, Timer> waiting = new LinkedHashMap<>();

    /** @param locked runs an action under the core's lock */
    public Timers(SandboxClock clock, Consumer<Runnable> locked) {
        this.clock = clock;
        this.locked = locked;
    }

    /** Says what the timers of a name do when their time has come. */
    public void on(String name, Consumer<ResourceId> action) {
        actions.put(name, action);
    }

    /** @param azureTime by Azure's own pace; the sandbox's clock scales it */
    public void set(String name, ResourceId resource, Duration azureTime) {
        Key key = new Key(name, resource.toString());
        Timer timer = new Timer(azureTime, clock.now().plus(clock.scaled(azureTime)));
        waiting.put(key, timer);
        clock.after(azureTime, () -> locked.accept(() -> fire(key, timer)));
    }

    public JsonNode save() {
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        waiting.forEach((key, timer) -> saved.addObject()
                .put("name", key.name)
                .put("resource", key.resource)
                .put("leftMillis", left(timer).toMillis()));
        return saved;
    }

    /** Puts what {@link #save} gave in place of all timers; each has the rest of its time before it. */
    public void restore(JsonNode saved) {
        waiting.clear();
        saved.forEach(one -> set(
                one.path("name").asText(),
                ResourceId.of(one.path("resource").asText()),
                Duration.ofMillis(one.path("leftMillis").asLong())));
    }

    private void fire(Key key, Timer timer) {
        if (waiting.get(key) == timer) {
            waiting.remove(key);
            actions.get(key.name).accept(ResourceId.of(key.resource));
        }
    }

    /** By Azure's own pace too. */
    private Duration left(Timer timer) {
        double whole = clock.scaled(timer.length).toMillis();
        double left = Math.max(0, Duration.between(clock.now(), timer.end).toMillis());
        return whole == 0
                ? Duration.ZERO
                : Duration.ofMillis((long) (timer.length.toMillis() * Math.min(1, left / whole)));
    }
}
