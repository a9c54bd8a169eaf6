// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.vault.connection.VaultFailures;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.step.GrantVaultAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lets one role of machines into Vault: a policy, and the JWT role of the same name. Both are found by the cluster's name, which
 * another installation may use too. The policy's first line says whose it is; a role can say nothing and goes with its policy,
 * which is therefore written before it and deleted after it.
 */
record MachineAccess(VaultStore vault, GrantVaultAccess step) {

    private static final int ONE_HOUR_IN_SECONDS = 3600;
    private static final String OWNER = "# cloister-plan: ";

    /** What keeps this plan from these names, for people; empty where they are free or already the plan's. */
    Optional<String> conflict() {
        Optional<String> owner = owner();
        boolean free = owner.isEmpty() && vault.read(rolePath()).isEmpty();
        return free || isOurs(owner)
                ? Optional.empty()
                : Optional.of((owner.isPresent() ? policyPath() : rolePath()) + " in Vault is there already, and "
                        + owner.filter(plan -> !plan.isEmpty())
                                .map(plan -> "belongs to plan " + plan)
                                .orElse("no plan's name is on it")
                        + ": choose another cluster name, delete that cluster first, or delete " + policyPath()
                        + " and " + rolePath() + " if nothing uses them any more");
    }

    void grant(String principalId) {
        conflict().ifPresent(what -> {
            throw VaultFailures.notOwned(policyPath(), what);
        });
        String policy = OWNER + step.ownership().planId() + "\n"
                + NodePolicy.of(step.role()).text(step.secretsPath(), step.proxyCredentials());
        vault.write(policyPath(), Map.of("policy", policy));
        vault.write(rolePath(), jwtRole(principalId));
    }

    /** Leaves what is not this plan's as it is. */
    void revoke() {
        if (isOurs(owner())) {
            vault.delete(rolePath());
            vault.delete(policyPath());
        }
    }

    String policyPath() {
        return "sys/policies/acl/" + step.name();
    }

    String rolePath() {
        return "auth/" + step.authMount() + "/role/" + step.name();
    }

    private boolean isOurs(Optional<String> owner) {
        return owner.filter(step.ownership().planId()::equals).isPresent();
    }

    /** Empty text for a policy that names none. */
    private Optional<String> owner() {
        return vault.read(policyPath())
                .map(policy -> String.valueOf(policy.get("policy")))
                .map(text -> text.lines()
                        .findFirst()
                        .filter(line -> line.startsWith(OWNER))
                        .map(line -> line.substring(OWNER.length()))
                        .orElse(""));
    }

    private Map<String, Object> jwtRole(String principalId) {
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
}
