// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.vault.connection.VaultFailures;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.activity.VaultActivities;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;

/** Stores what nodes read in Vault, and decides who may read it; only what carries the plan's id is changed. */
public final class VaultActivitiesImpl implements VaultActivities {

    private final VaultStore vault;
    private final PrincipalIds principals;

    public VaultActivitiesImpl(VaultStore vault, PrincipalIds principals) {
        this.vault = vault;
        this.principals = principals;
    }

    @Override
    public void storeCredentials(StoreCredentials step) {
        ClusterSecrets secrets = new ClusterSecrets(vault, step.secretsPath());
        requireFree(secrets, step);
        if (!secrets.createSettings(step)) {
            requireFree(secrets, step);
        }
        if (step.proxyCredentials()
                && !secrets.createProxyCredentials(
                        ProxyCredentials.generate(), step.ownership().planId())) {
            String path = secrets.path(ClusterSecrets.PROXY);
            throw VaultFailures.notOwned(
                    path,
                    path + " in Vault was not written by plan "
                            + step.ownership().planId() + " of cluster "
                            + step.ownership().cluster() + ": choose another cluster name, or remove it with"
                            + " 'vault kv metadata delete' if nothing uses it any more");
        }
    }

    @Override
    public void removeCredentials(StoreCredentials step) {
        ClusterSecrets secrets = new ClusterSecrets(vault, step.secretsPath());
        if (secrets.planId().filter(step.ownership().planId()::equals).isPresent()) {
            secrets.deleteAll(step);
        }
    }

    @Override
    public void grantVaultAccess(GrantVaultAccess step) {
        new MachineAccess(vault, step).grant(principals.principalIdOf(step.identity()));
    }

    @Override
    public void revokeVaultAccess(GrantVaultAccess step) {
        new MachineAccess(vault, step).revoke();
    }

    private static void requireFree(ClusterSecrets secrets, StoreCredentials step) {
        secrets.conflict(step).ifPresent(what -> {
            throw VaultFailures.notOwned(step.secretsPath(), what);
        });
    }

    /** Asks Azure for what only exists once an identity is made. */
    @FunctionalInterface
    public interface PrincipalIds {

        /** The object id by which Entra's tokens name the managed identity. */
        String principalIdOf(ResourceId identity);
    }
}
