// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import java.util.Optional;

/**
 * Writes the Vault policy and the JWT role by which one kind of machine reads what its role may read: bound to the
 * audience and to the principal id of the identity that the plan made. Idempotent by name. Undo deletes both.
 *
 * @param role {@code control-plane}, {@code worker} or {@code proxy}: decides the policy (docs/nodes.md)
 * @param proxyCredentials of a proxy that is not ours, as {@code secret/data/corp/proxy#username,password}: read by this role too
 * @param name of policy and JWT role: {@code cloister-<cluster>-<role>}
 */
public record GrantVaultAccess(
        Ownership ownership,
        String name,
        String role,
        ResourceId identity,
        String secretsPath,
        String authMount,
        String audience,
        Optional<String> proxyCredentials)
        implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.vaultAccess(this);
    }
}
