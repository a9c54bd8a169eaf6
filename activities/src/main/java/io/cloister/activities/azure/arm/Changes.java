// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.azure.core.http.rest.Response;
import com.azure.core.util.FluxUtil;
import io.cloister.activity.Operation;
import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Begins changes: looks first, so that nothing is made twice after a crash and nothing of others is touched, then sends one request
 * and returns as soon as Azure has accepted it.
 */
public final class Changes {

    private final Arm arm;

    public Changes(Arm arm) {
        this.arm = arm;
    }

    /** The one request of a change, unsent. */
    public interface Request extends Supplier<Mono<Response<Flux<ByteBuffer>>>> {}

    /** The same, for a body that depends on what is there: some properties may not change once they are set. */
    public interface Rewrite extends Function<Optional<ExistingResource>, Mono<Response<Flux<ByteBuffer>>>> {}

    /** Creates what is ours by its tags; fails with {@code azure.conflict.notOwned} where the name is taken by something else. */
    public Operation create(AzureResource resource, Request put) {
        return create(resource, existing -> put.get());
    }

    public Operation create(AzureResource resource, Rewrite put) {
        return create(resource.id(), arm.find(resource.id()), owned(resource.tags()), put);
    }

    /** Creates what somebody else goes on changing: one that is there and ours is left as it is, even if it has failed. */
    public Operation createUnlessThere(AzureResource resource, Request put) {
        Predicate<ExistingResource> ours = owned(resource.tags());
        Optional<ExistingResource> existing = arm.find(resource.id());
        boolean keep = existing.filter(ours)
                .filter(found -> found.state() == ExistingResource.State.FAILED)
                .isPresent();
        return keep
                ? Operation.complete(resource.id(), put(resource.id()), false)
                : create(resource.id(), existing, ours, found -> put.get());
    }

    /** Creates what carries no tags. @param ours whether what is there already is what the plan wants */
    public Operation create(ResourceId id, Predicate<ExistingResource> ours, Request put) {
        return create(id, arm.find(id), ours, existing -> put.get());
    }

    private static Operation create(
            ResourceId id, Optional<ExistingResource> existing, Predicate<ExistingResource> ours, Rewrite put) {
        String kind = put(id);
        if (existing.isPresent() && !ours.test(existing.get())) {
            throw AzureFailures.notOwned(id, existing.get());
        }
        if (existing.isEmpty() || existing.get().state() == ExistingResource.State.FAILED) {
            return begun(id, kind, false, sendCreate(id, () -> put.apply(existing)));
        }
        return switch (existing.get().state()) {
            case DELETING -> throw AzureFailures.stillDeleting(id);
            case SUCCEEDED -> Operation.complete(id, kind, false);
            default -> new Operation(id, kind, Optional.of(id.value()), false);
        };
    }

    /** Deletes what is ours by its tags; what is not there, or not ours, is left as it is. */
    public Operation delete(AzureResource resource, Request delete) {
        return delete(resource.id(), owned(resource.tags()), delete);
    }

    public Operation delete(ResourceId id, Predicate<ExistingResource> ours, Request delete) {
        String kind = ResourceType.of(id) + " DELETE";
        Optional<ExistingResource> existing = arm.find(id);
        if (existing.isEmpty() || !ours.test(existing.get())) {
            return Operation.complete(id, kind, true);
        }
        if (existing.get().state() == ExistingResource.State.DELETING) {
            return new Operation(id, kind, Optional.of(id.value()), true);
        }
        return begun(id, kind, true, sendDelete(id, delete));
    }

    private static String put(ResourceId id) {
        return ResourceType.of(id) + " PUT";
    }

    private static Predicate<ExistingResource> owned(Map<String, String> tags) {
        return existing -> existing.isOwnedBy(tags);
    }

    private static ArmResponse sendCreate(ResourceId id, Request request) {
        return AzureFailures.guard("create " + ResourceType.of(id), id.value(), () -> answer(request));
    }

    private static ArmResponse sendDelete(ResourceId id, Request request) {
        return AzureFailures.guardDeletion(ResourceType.of(id), id.value(), () -> answer(request));
    }

    private static ArmResponse answer(Request request) {
        return request.get().flatMap(Changes::read).block();
    }

    private static Mono<ArmResponse> read(Response<Flux<ByteBuffer>> response) {
        return FluxUtil.collectBytesInByteBufferStream(response.getValue())
                .map(bytes -> ArmResponse.of(
                        response.getStatusCode(), response.getHeaders(), new String(bytes, StandardCharsets.UTF_8)));
    }

    /**
     * Load balancers carry an operation URL though they are done, virtual machines carry none though they are not: the body's
     * state is looked at before the headers.
     */
    private static Operation begun(ResourceId id, String kind, boolean deletion, ArmResponse response) {
        Optional<String> operation = response.header("Azure-AsyncOperation");
        boolean accepted = response.status() == 202;
        boolean settled = ExistingResource.State.of(response.provisioningState()) == ExistingResource.State.SUCCEEDED
                && (operation.isEmpty() || !response.provisioningState().isEmpty());
        if (!accepted && settled) {
            return Operation.complete(id, kind, deletion);
        }
        Optional<String> location = response.header("Location").filter(url -> accepted);
        return new Operation(id, kind, Optional.of(operation.or(() -> location).orElse(id.value())), deletion);
    }
}
