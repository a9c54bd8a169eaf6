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

    /** What is new needs create in some versions of Vault and update in others, by whether the path tells Vault that it is not there yet. */
    private static final List<String> EVERYTHING = List.of("create", "read", "update", "delete");

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
        return secrets.conflict(step)
                .map(what -> Check.failed(SUBJECT, FailureTypes.VAULT_NOT_OWNED, what))
                .orElseGet(() -> Check.passed(SUBJECT, step.secretsPath() + " is free or ours"));
    }

    private Map<String, List<String>> needed(Plan plan) {
        Map<String, List<String>> needed = new LinkedHashMap<>();
        credentials(plan)
                .ifPresent(step -> needed.putAll(
                        new ClusterSecrets(vault, step.secretsPath()).capabilities(step.proxyCredentials())));
        plan.steps().forEach(planned -> {
            if (planned.step() instanceof GrantVaultAccess grant) {
                needed.put(VaultActivitiesImpl.policyPath(grant), EVERYTHING);
                needed.put(VaultActivitiesImpl.rolePath(grant), EVERYTHING);
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
