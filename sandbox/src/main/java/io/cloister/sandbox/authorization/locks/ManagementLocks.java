// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.locks;

import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** A lock on a subscription, a group or a resource, and on all that is in it. */
public final class ManagementLocks implements ImmediateType {

    static final String TYPE = "Microsoft.Authorization/locks";

    private static final List<String> LEVELS = List.of("NotSpecified", "CanNotDelete", "ReadOnly");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void write(Write write) {
        String level = write.properties().path("level").asText();
        String canonical = LEVELS.stream()
                .filter(level::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidLockLevel",
                        "The lock level '" + level + "' is invalid. The supported values are '"
                                + String.join(", ", LEVELS) + "'."));
        write.properties().put("level", canonical);
        String scope = write.id().scope();
        if (write.store().get(scope).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(scope));
        }
    }
}
