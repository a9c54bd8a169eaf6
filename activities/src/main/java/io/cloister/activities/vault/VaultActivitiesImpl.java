// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activity.VaultActivities;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import java.util.List;
import java.util.Map;

/** Stores what nodes read in Vault, and decides who may read it; only what carries the plan's id is changed. */
public final class VaultActivitiesImpl implements VaultActivities {

    private static final int ONE_HOUR_IN_SECONDS = 3600;

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
                    path + " in Vault was not written by plan " + step.ownership().planId() + " of cluster "
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
        String policy = NodePolicy.of(step.role()).text(step.secretsPath());
        vault.write(policyPath(step), Map.of("policy", policy));
        vault.write(rolePath(step), jwtRole(step, principals.principalIdOf(step.identity())));
    }

    @Override
    public void revokeVaultAccess(GrantVaultAccess step) {
        vault.delete(rolePath(step));
        vault.delete(policyPath(step));
    }

    private static void requireFree(ClusterSecrets secrets, StoreCredentials step) {
        secrets.conflict(step).ifPresent(what -> {
            throw VaultFailures.notOwned(step.secretsPath(), what);
        });
    }

    private static Map<String, Object> jwtRole(GrantVaultAccess step, String principalId) {
        return Map.of(
                "role_type",
                "jwt",
                "user_claim",
                "oid",
                "bound_audiences",
                List.of(step.audience()),
                "bound_claims",
                Map.of("oid", principalId),
                "token_policies",
                List.of(step.name()),
                "token_ttl",
                ONE_HOUR_IN_SECONDS,
                "token_no_default_policy",
                false);
    }

    static String policyPath(GrantVaultAccess step) {
        return "sys/policies/acl/" + step.name();
    }

    static String rolePath(GrantVaultAccess step) {
        return "auth/" + step.authMount() + "/role/" + step.name();
    }
}
