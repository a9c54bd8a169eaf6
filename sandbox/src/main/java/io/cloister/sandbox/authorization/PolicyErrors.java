// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.resource.ArmError;

/** How the manager answers what the policy language refuses. */
final class PolicyErrors {

    private PolicyErrors() {}

    static void asAzure(Runnable check) {
        try {
            check.run();
        } catch (InvalidPolicyException e) {
            throw new ArmError(e.code().endsWith("NotFound") ? 404 : 400, e.code(), e.getMessage());
        }
    }
}
