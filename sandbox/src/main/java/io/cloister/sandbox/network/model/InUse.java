// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;

/** How Azure refuses to delete what others point at. */
public final class InUse {

    private InUse() {}

    /** @param what the kind of resource in words, at the beginning of a sentence */
    public static void byAnyone(ResourceId id, Store store, String what, String code) {
        List<String> users = store.referrers(id);
        if (!users.isEmpty()) {
            throw ArmError.badRequest(
                    code,
                    what + " " + id + " cannot be deleted because it is in use by the following resources: "
                            + String.join(", ", users) + ". In order to delete it, remove the association with the"
                            + " resource(s).");
        }
    }

    public static void byScaleSet(ResourceId id, Store store, String code) {
        store.referrers(id).stream()
                .map(user -> ResourceId.of(user).root())
                .filter(user -> user.lastType().equalsIgnoreCase("virtualMachineScaleSets"))
                .findFirst()
                .ifPresent(user -> {
                    throw ArmError.badRequest(
                            code,
                            "Cannot delete " + id + " since it, or a resource inside it, is in use by virtual machine"
                                    + " scale set " + user + ".");
                });
    }
}
