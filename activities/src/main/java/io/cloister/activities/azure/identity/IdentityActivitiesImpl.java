// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.identity;

import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.azure.arm.Changes;
import io.cloister.activity.IdentityActivities;
import io.cloister.activity.Operation;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.AssignRole;
import io.cloister.plan.step.CreateManagedIdentity;
import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Identities and role assignments through the generated clients; Azure makes both at once. */
public final class IdentityActivitiesImpl implements IdentityActivities {

    private final AzureSession session;
    private final Changes changes;
    private final Principals principals;

    public IdentityActivitiesImpl(AzureSession session) {
        this.session = session;
        this.changes = new Changes(session.arm());
        this.principals = new Principals(session.arm());
    }

    @Override
    public Operation createManagedIdentity(CreateManagedIdentity step) {
        ResourceId id = step.resource().id();
        return changes.create(
                step.resource(),
                () -> withoutBody(identities(id)
                        .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), parameters(step))));
    }

    @Override
    public Operation deleteManagedIdentity(CreateManagedIdentity step) {
        ResourceId id = step.resource().id();
        return changes.delete(
                step.resource(),
                () -> withoutBody(identities(id).deleteWithResponseAsync(id.resourceGroup(), id.name())));
    }

    /** Its name is made from plan, scope, role and identity: one that is there is ours. */
    @Override
    public Operation assignRole(AssignRole step) {
        ResourceId id = step.assignment();
        return changes.create(id, existing -> true, () -> {
            var body = RoleAssignmentParameters.of(step, principals.principalId(step.identity()));
            return withoutBody(roles(id).createByIdWithResponseAsync(path(id), body))
                    .onErrorResume(ManagementException.class, IdentityActivitiesImpl::doneIfThere);
        });
    }

    @Override
    public Operation removeRoleAssignment(AssignRole step) {
        ResourceId id = step.assignment();
        return changes.delete(
                id, existing -> true, () -> withoutBody(roles(id).deleteByIdWithResponseAsync(path(id), null)));
    }

    /** The body that an identity is made from. */
    public static IdentityInner parameters(CreateManagedIdentity step) {
        return new IdentityInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags());
    }

    /** Azure allows one assignment of a role to a principal at a scope, whatever its name: what is wanted holds already. */
    private static Mono<Response<Flux<ByteBuffer>>> doneIfThere(ManagementException failure) {
        boolean there = failure.getValue() != null
                && "RoleAssignmentExists".equals(failure.getValue().getCode());
        return there
                ? Mono.just(new SimpleResponse<>(
                        failure.getResponse().getRequest(),
                        200,
                        failure.getResponse().getHeaders(),
                        Flux.empty()))
                : Mono.error(failure);
    }

    private static Mono<Response<Flux<ByteBuffer>>> withoutBody(Mono<? extends Response<?>> answer) {
        return answer.map(response -> new SimpleResponse<>(response, Flux.empty()));
    }

    /** The generated client puts a slash before the id itself. */
    private static String path(ResourceId id) {
        return id.value().substring(1);
    }

    private UserAssignedIdentitiesClient identities(ResourceId id) {
        return session.identities(id.subscription()).getUserAssignedIdentities();
    }

    private RoleAssignmentsClient roles(ResourceId id) {
        return session.authorization(id.subscription()).getRoleAssignments();
    }
}
