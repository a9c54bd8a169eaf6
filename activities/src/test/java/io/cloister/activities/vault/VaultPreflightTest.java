// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.Ownership;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.preflight.PreflightReport.Verdict;
import io.cloister.temporal.FailureTypes;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultResponse;

class VaultPreflightTest {

    private static final Ownership OURS = new Ownership("demo", "plan-1");
    private static final String PREFIX = "secret/data/cloister/demo";
    private static final String POLICY = "sys/policies/acl/cloister-demo-worker";

    private final AnsweringVault vault = new AnsweringVault();

    @Test
    void passesWhereNothingIsThereYetAndTheTokenMayDoEverything() {
        assertThat(check()).extracting(Check::verdict).containsOnly(Verdict.PASSED);
    }

    @Test
    void asksForTheRightsToUndoAsMuchAsForThoseToCreate() {
        vault.allowed = path -> path.contains("/metadata/") && !path.endsWith("/settings")
                ? List.of("read")
                : List.of("create", "read", "update", "delete", "list");

        assertThat(failures())
                .extracting(message -> message.replaceAll(".* lacks (.*) in Vault:.*", "$1"))
                .containsExactlyInAnyOrder(
                        "[list] on secret/metadata/cloister/demo/",
                        "[list] on secret/metadata/cloister/demo/nodes/",
                        "[delete] on secret/metadata/cloister/demo/proxy",
                        "[delete] on secret/metadata/cloister/demo/join",
                        "[delete] on secret/metadata/cloister/demo/kubeconfig",
                        "[delete] on secret/metadata/cloister/demo/control-plane/leader",
                        "[delete] on secret/metadata/cloister/demo/control-plane/pki",
                        "[delete] on secret/metadata/cloister/demo/nodes/any");
    }

    @Test
    void asksToCreateAsWellAsToUpdatePoliciesAndRoles() {
        vault.allowed = path -> path.contains("cloister-demo-worker")
                ? List.of("read", "update", "delete")
                : List.of("create", "read", "update", "delete", "list");

        assertThat(failures())
                .hasSize(2)
                .anyMatch(message -> message.contains("lacks [create] on auth/jwt/role/cloister-demo-worker"))
                .anyMatch(message -> message.contains("lacks [create] on " + POLICY));
    }

    @Test
    void refusesAPrefixUnderWhichSomethingLies() {
        vault.put(PREFIX + "/join", Map.of("data", Map.of("token", "of-somebody")));

        assertThat(failures())
                .singleElement()
                .asString()
                .startsWith(PREFIX + " in Vault already holds [join], of no plan that is known");
    }

    @Test
    void namesThePlanThatHoldsThePrefix() {
        vault.put(PREFIX + "/settings", Map.of("data", Map.of("planId", "plan-2")));

        assertThat(failures()).singleElement().asString().contains("already holds [settings], of plan plan-2");
    }

    @Test
    void refusesNamesOfPoliciesAndRolesThatAreTaken() {
        vault.put(POLICY, Map.of("policy", "# cloister-plan: plan-2\npath \"x\" {}"));

        assertThat(failures())
                .singleElement()
                .asString()
                .startsWith(POLICY + " in Vault is there already, and belongs to plan plan-2");
    }

    private List<String> failures() {
        return check().stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .peek(check ->
                        assertThat(check.failureType()).isIn(FailureTypes.VAULT_DENIED, FailureTypes.VAULT_NOT_OWNED))
                .map(Check::message)
                .toList();
    }

    private List<Check> check() {
        return new VaultPreflight(new VaultStore(vault, "https://vault.example:8200")).check(null, plan());
    }

    private static Plan plan() {
        GrantVaultAccess grant = new GrantVaultAccess(
                OURS,
                "cloister-demo-worker",
                "worker",
                new ResourceId("/id"),
                PREFIX,
                "jwt",
                "api://cloister",
                Optional.empty());
        return new Plan(
                OURS,
                "sub",
                "rg",
                "westeurope",
                "10.20.1.254",
                List.of(
                        new PlannedStep(
                                new StepId("credentials"),
                                List.of(),
                                new StoreCredentials(OURS, PREFIX, Map.of(), true)),
                        new PlannedStep(new StepId("vault-access-worker"), List.of(), grant)),
                List.of(),
                List.of());
    }

    /** Holds answers by path, and says of every path what a token may do there. */
    private static final class AnsweringVault extends VaultTemplate {

        private final Map<String, Map<String, Object>> answers = new TreeMap<>();
        private Function<String, List<String>> allowed = path -> List.of("root");

        AnsweringVault() {
            super(VaultEndpoint.from(URI.create("https://vault.example:8200")), new TokenAuthentication("unused"));
        }

        void put(String path, Map<String, Object> data) {
            answers.put(path, data);
        }

        @Override
        public VaultResponse read(String path) {
            return answers.containsKey(path) ? response(answers.get(path)) : null;
        }

        @Override
        public VaultResponse write(String path, Object body) {
            Map<String, Object> granted = new HashMap<>();
            ((List<?>) ((Map<?, ?>) body).get("paths"))
                    .forEach(asked -> granted.put(asked.toString(), allowed.apply(asked.toString())));
            return response(granted);
        }

        @Override
        public List<String> list(String path) {
            String folder = path.replaceFirst("/metadata/", "/data/") + "/";
            return answers.keySet().stream()
                    .filter(key -> key.startsWith(folder))
                    .map(key -> key.substring(folder.length()))
                    .toList();
        }

        private static VaultResponse response(Map<String, Object> data) {
            VaultResponse response = new VaultResponse();
            response.setData(data);
            return response;
        }
    }
}
