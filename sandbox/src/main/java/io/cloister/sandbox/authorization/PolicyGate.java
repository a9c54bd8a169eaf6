// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.WriteGate;
import io.cloister.sandbox.policy.Denial;
import io.cloister.sandbox.policy.Finding;
import io.cloister.sandbox.policy.PolicyEngine;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;

/** Refuses a write that an assigned policy denies. */
public final class PolicyGate implements WriteGate {

    private final Store store;
    private final PolicyEngine engine;

    public PolicyGate(Store store) {
        this.store = store;
        this.engine = new PolicyEngine(store::get);
    }

    @Override
    public void admit(ResourceId id, ObjectNode state) {
        if (id.namespace().equals("Microsoft.Authorization")) {
            return;
        }
        List<Finding> denying =
                findings(state, id.toString()).stream().filter(Finding::denies).toList();
        if (!denying.isEmpty()) {
            Denial denial = new Denial(id.name(), denying);
            throw new ArmError(403, Denial.CODE, denial.message(), id.name(), denial.additionalInfo());
        }
    }

    List<Finding> findings(JsonNode resource, String id) {
        return engine.findings(resource, id, store.ofType(PolicyAssignments.TYPE));
    }
}
