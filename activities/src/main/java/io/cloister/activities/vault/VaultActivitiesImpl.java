// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activity.VaultActivities;
import io.cloister.plan.Ownership;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Map<String, String> settings = new HashMap<>(step.settings());
        settings.put("planId", step.ownership().planId());
        if (!secrets.createSettings(settings)) {
            requireOurs(secrets, step.ownership());
        }
        if (step.proxyCredentials()) {
            secrets.createProxyCredentials(ProxyCredentials.generate());
        }
    }

    @Override
    public void removeCredentials(StoreCredentials step) {
        ClusterSecrets secrets = new ClusterSecrets(vault, step.secretsPath());
        if (secrets.planId().filter(step.ownership().planId()::equals).isPresent()) {
            secrets.deleteAll();
        }
    }

    @Override
    public void grantVaultAccess(GrantVaultAccess step) {
        String policy = NodePolicy.of(step.role()).text(step.secretsPath(), step.proxyCredentials());
        vault.write(policyPath(step), Map.of("policy", policy));
        vault.write(rolePath(step), jwtRole(step, principals.principalIdOf(step.identity())));
    }

    @Override
    public void revokeVaultAccess(GrantVaultAccess step) {
        vault.delete(rolePath(step));
        vault.delete(policyPath(step));
    }

    private static void requireOurs(ClusterSecrets secrets, Ownership ownership) {
        Optional<String> planId = secrets.planId();
        if (planId.filter(ownership.planId()::equals).isEmpty()) {
            throw notOurs(secrets, ownership, planId);
        }
    }

    private static RuntimeException notOurs(ClusterSecrets secrets, Ownership ownership, Optional<String> planId) {
        String path = secrets.path(ClusterSecrets.SETTINGS);
        String owner = planId.map(id -> "belong to plan " + (id.isEmpty() ? "(none)" : id))
                .orElse("are deleted, but older versions of them are kept");
        return VaultFailures.notOwned(
                path,
                "the settings at " + path + " in Vault " + owner + ", not to plan " + ownership.planId()
                        + " of cluster "
                        + ownership.cluster() + ": choose another cluster name, or remove them with"
                        + " 'vault kv metadata delete' if nothing uses them any more");
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
