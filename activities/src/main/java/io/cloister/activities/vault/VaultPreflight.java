// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.planning.PreflightCheck;
import io.cloister.plan.Plan;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether Vault will do what the plan asks of it: a valid token, its capabilities, and paths that nobody else owns. */
public final class VaultPreflight implements PreflightCheck {

    private static final String SUBJECT = "vault";

    private final VaultStore vault;

    public VaultPreflight(VaultStore vault) {
        this.vault = vault;
    }

    @Override
    public List<Check> check(ClusterRequest request, Plan plan) {
        try {
            vault.read("auth/token/lookup-self");
            List<Check> checks = new ArrayList<>();
            checks.add(Check.passed(SUBJECT, "Vault at " + vault.address() + " accepts this worker's token"));
            checks.addAll(capabilities(plan));
            credentials(plan).ifPresent(step -> checks.add(ownership(step)));
            return checks;
        } catch (ApplicationFailure refused) {
            return List.of(Check.failed(SUBJECT, refused.getType(), refused.getOriginalMessage()));
        }
    }

    private List<Check> capabilities(Plan plan) {
        Map<String, List<String>> needed = needed(plan);
        if (needed.isEmpty()) {
            return List.of();
        }
        Map<String, Object> granted =
                vault.write("sys/capabilities-self", Map.of("paths", List.copyOf(needed.keySet())));
        List<Check> missing = needed.entrySet().stream()
                .flatMap(path -> missing(path.getKey(), path.getValue(), granted.get(path.getKey())).stream())
                .toList();
        return missing.isEmpty()
                ? List.of(Check.passed(
                        SUBJECT, "the token may do all that the plan needs on " + needed.size() + " paths"))
                : missing;
    }

    private static Optional<Check> missing(String path, List<String> needed, Object granted) {
        List<?> has = granted instanceof List<?> list ? list : List.of();
        List<String> lacking = has.contains("root")
                ? List.of()
                : needed.stream()
                        .filter(capability -> !has.contains(capability))
                        .toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.failed(
                        SUBJECT,
                        FailureTypes.VAULT_DENIED,
                        "this worker's token lacks " + lacking + " on " + path
                                + " in Vault: add them to the worker's policy"));
    }

    private Check ownership(StoreCredentials step) {
        ClusterSecrets secrets = new ClusterSecrets(vault, step.secretsPath());
        String path = secrets.path(ClusterSecrets.SETTINGS);
        return secrets.planId()
                .filter(owner -> !owner.equals(step.ownership().planId()))
                .map(owner -> Check.failed(
                        SUBJECT,
                        FailureTypes.VAULT_NOT_OWNED,
                        path + " in Vault belongs to plan " + (owner.isEmpty() ? "(none)" : owner)
                                + ": choose another cluster name, or delete that cluster first"))
                .orElseGet(() -> Check.passed(SUBJECT, path + " is free or ours"));
    }

    private static Map<String, List<String>> needed(Plan plan) {
        Map<String, List<String>> needed = new LinkedHashMap<>();
        credentials(plan).map(StoreCredentials::secretsPath).ifPresent(prefix -> {
            needed.put(prefix + "/settings", List.of("create", "read"));
            needed.put(prefix + "/proxy", List.of("create"));
            needed.put(prefix + "/kubeconfig", List.of("read"));
            needed.put(prefix.replaceFirst("/data/", "/metadata/") + "/settings", List.of("delete"));
        });
        plan.steps().forEach(planned -> {
            if (planned.step() instanceof GrantVaultAccess grant) {
                needed.put(VaultActivitiesImpl.policyPath(grant), List.of("update", "delete"));
                needed.put(VaultActivitiesImpl.rolePath(grant), List.of("update", "delete"));
            }
        });
        return needed;
    }

    private static Optional<StoreCredentials> credentials(Plan plan) {
        return plan.steps().stream()
                .map(planned -> planned.step())
                .filter(StoreCredentials.class::isInstance)
                .map(StoreCredentials.class::cast)
                .findFirst();
    }
}
