// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;

/**
 * Creates a user-assigned managed identity. Idempotent: the PUT is by name and changes nothing the second time. Undo
 * deletes it, if it carries our tags, after everything that was granted to it. Fails on policy and on missing rights.
 */
public record CreateManagedIdentity(AzureResource resource) implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.managedIdentity(this);
    }
}
