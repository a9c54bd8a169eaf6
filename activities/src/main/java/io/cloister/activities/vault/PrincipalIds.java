// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.plan.ResourceId;

/** Asks Azure for what only exists once an identity is made. */
@FunctionalInterface
public interface PrincipalIds {

    /** The object id by which Entra's tokens name the managed identity. */
    String principalIdOf(ResourceId identity);
}
