// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.planning.PreflightCheck;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
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
import java.util.stream.Stream;

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
            checks.addAll(ownership(plan));
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

    private List<Check> ownership(Plan plan) {
        Stream<Optional<String>> secrets =
                credentials(plan).map(step -> new ClusterSecrets(vault, step.secretsPath()).conflict(step)).stream();
        Stream<Optional<String>> access = grants(plan).map(step -> new MachineAccess(vault, step).conflict());
        List<Check> taken = Stream.concat(secrets, access)
                .flatMap(Optional::stream)
                .map(what -> Check.failed(SUBJECT, FailureTypes.VAULT_NOT_OWNED, what))
                .toList();
        return taken.isEmpty()
                ? List.of(Check.passed(SUBJECT, "the plan's paths, policies and roles are free or ours"))
                : taken;
    }

    private Map<String, List<String>> needed(Plan plan) {
        Map<String, List<String>> needed = new LinkedHashMap<>();
        credentials(plan)
                .ifPresent(step -> needed.putAll(
                        new ClusterSecrets(vault, step.secretsPath()).capabilities(step.proxyCredentials())));
        grants(plan).map(step -> new MachineAccess(vault, step)).forEach(access -> {
            needed.put(access.policyPath(), EVERYTHING);
            needed.put(access.rolePath(), EVERYTHING);
        });
        return needed;
    }

    private static Optional<StoreCredentials> credentials(Plan plan) {
        return steps(plan, StoreCredentials.class).findFirst();
    }

    private static Stream<GrantVaultAccess> grants(Plan plan) {
        return steps(plan, GrantVaultAccess.class);
    }

    private static <S> Stream<S> steps(Plan plan, Class<S> kind) {
        return plan.steps().stream()
                .map(PlannedStep::step)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
