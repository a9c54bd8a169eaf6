// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.PowerAction;
import io.cloister.sandbox.compute.machine.VirtualMachines;
import io.cloister.sandbox.operation.Timers;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code simulateEviction}: a machine of priority Spot, alone or of a scale set, loses its place a while later, by its eviction
 * policy.
 *
 * <p>Source: Azure REST docs, "Virtual Machines - Simulate Eviction", which allows Azure 30 minutes; here it is one. The words
 * of the refusal are assumed.
 */
public final class Evictions implements Route {

    private static final String TIMER = "eviction";
    private static final Duration NOTICE = Duration.ofMinutes(1);

    private final Store store;
    private final Timers timers;

    public Evictions(Store store, Timers timers) {
        this.store = store;
        this.timers = timers;
        timers.on(TIMER, this::evict);
    }

    @Override
    public Optional<Reply> answer(Call call) {
        ResourceId id = call.is("POST") ? ResourceId.parse(call.path()).orElse(null) : null;
        boolean asked = id != null
                && id.isCollection()
                && !id.isTopLevel()
                && id.lastType().equalsIgnoreCase("simulateEviction")
                && (isInstance(id.parent()) || id.parent().type().equalsIgnoreCase(VirtualMachines.TYPE));
        if (!asked) {
            return Optional.empty();
        }
        ObjectNode machine = store.get(id.parent()).orElseThrow(() -> ArmError.notFound(id.parent()));
        if (!machine.at("/properties/priority").asText().equalsIgnoreCase("Spot")) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "Operation 'simulateEviction' is not allowed on VM '"
                            + machine.path("name").asText() + "' since its priority is not Spot.");
        }
        timers.set(TIMER, ResourceId.of(machine.path("id").asText()), NOTICE);
        return Optional.of(Reply.empty(204));
    }

    private void evict(ResourceId id) {
        store.get(id).ifPresent(machine -> {
            boolean goes = machine.at("/properties/evictionPolicy").asText().equalsIgnoreCase("Delete");
            if (!goes) {
                PowerAction.DEALLOCATE.complete(machine, store);
            } else if (isInstance(id)) {
                Members members = new UniformMembers(id.parent(), store);
                members.remove(machine);
                store.get(id.parent())
                        .ifPresent(scaleSet -> scaleSet.withObject("/sku")
                                .put("capacity", members.all().size()));
            } else {
                store.remove(id);
                VirtualMachines.gone(id, machine, store);
            }
        });
    }

    private static boolean isInstance(ResourceId id) {
        return id.type().equalsIgnoreCase(UniformMembers.TYPE);
    }
}
