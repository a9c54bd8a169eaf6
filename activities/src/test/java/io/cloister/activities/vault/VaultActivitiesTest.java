// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activities.vault.connection.VaultConnection;
import io.cloister.activities.vault.connection.VaultSettings;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.sandbox.Sandbox;
import io.cloister.sandbox.SandboxOptions;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the sandbox's Vault, through its private proxy and with the rights of a worker's token. */
class VaultActivitiesTest {

    private static final String PREFIX = "secret/data/cloister/demo";
    private static final Ownership OURS = new Ownership("demo", "11111111-0000-0000-0000-000000000000");
    private static final Ownership OTHERS = new Ownership("demo", "22222222-0000-0000-0000-000000000000");

    private static Sandbox sandbox;
    private VaultConnection connection;
    private VaultStore vault;
    private VaultActivitiesImpl activities;

    @BeforeAll
    static void startSandbox() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void connect() {
        connection = new VaultConnection(
                VaultSettings.fromEnvironment(sandbox.environment()),
                PrivateNetwork.fromEnvironment(sandbox.environment()));
        vault = connection.store();
        activities = new VaultActivitiesImpl(vault, identity -> "principal-of-" + identity.name());
    }

    @AfterEach
    void leaveNothing() {
        activities.removeCredentials(credentials(OURS));
        connection.close();
    }

    @Test
    void generatesCredentialsOnceAndKeepsThem() {
        activities.storeCredentials(credentials(OURS));
        Map<String, String> first = vault.readSecret(PREFIX + "/proxy").orElseThrow();

        activities.storeCredentials(credentials(OURS));

        assertThat(first.get("password")).hasSizeGreaterThanOrEqualTo(32);
        assertThat(vault.readSecret(PREFIX + "/proxy")).contains(first);
    }

    @Test
    void refusesPathsOfAnotherPlan() {
        activities.storeCredentials(credentials(OURS));

        assertThatThrownBy(() -> activities.storeCredentials(credentials(OTHERS)))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo(FailureTypes.VAULT_NOT_OWNED));
    }

    @Test
    void removesItsOwnAndNobodyElses() {
        activities.storeCredentials(credentials(OURS));

        activities.removeCredentials(credentials(OTHERS));
        assertThat(vault.readSecret(PREFIX + "/proxy")).isPresent();

        activities.removeCredentials(credentials(OURS));
        assertThat(vault.readSecret(PREFIX + "/proxy")).isEmpty();
        assertThat(vault.readSecret(PREFIX + "/settings")).isEmpty();
    }

    @Test
    void takesNobodyElsesSecretForTheProxysLoginAndNeverDeletesIt() {
        Map<String, String> foreign = Map.of("username", "team-b", "password", "not-cloisters-business");
        vault.createSecret(PREFIX + "/proxy", foreign);

        assertThatThrownBy(() -> activities.storeCredentials(credentials(OURS)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.VAULT_NOT_OWNED);
                    assertThat(failure.getOriginalMessage())
                            .startsWith("secret/data/cloister/demo in Vault already holds [proxy]")
                            .doesNotContain("not-cloisters-business");
                });
        activities.removeCredentials(credentials(OURS));

        assertThat(vault.readSecret(PREFIX + "/proxy")).contains(foreign);
        vault.delete("secret/metadata/cloister/demo/proxy");
    }

    @Test
    void refusesCredentialsThatComeToLieThereWhileItIsAtWork() {
        activities.storeCredentials(withoutProxy());
        vault.createSecret(PREFIX + "/proxy", Map.of("username", "team-b"));

        assertThatThrownBy(() -> activities.storeCredentials(credentials(OURS)))
                .hasMessageContaining("secret/data/cloister/demo/proxy in Vault was not written by plan 1111");

        activities.removeCredentials(credentials(OURS));
        assertThat(vault.readSecret(PREFIX + "/proxy")).isPresent();
        vault.delete("secret/metadata/cloister/demo/proxy");
    }

    @Test
    void leavesTheCredentialsOfAProxyThatWasThereBefore() {
        vault.createSecret(PREFIX + "/proxy", Map.of("username", "corporate"));

        activities.storeCredentials(withoutProxy());
        activities.removeCredentials(withoutProxy());

        assertThat(vault.readSecret(PREFIX + "/settings")).isEmpty();
        assertThat(vault.readSecret(PREFIX + "/proxy")).isPresent();
        vault.delete("secret/metadata/cloister/demo/proxy");
    }

    @Test
    void bindsARoleToThePrincipalOfItsIdentityAndTakesItAwayAgain() {
        GrantVaultAccess grant = workers(OURS);

        activities.grantVaultAccess(grant);
        assertThat(vault.read("auth/jwt/role/cloister-demo-worker")
                        .orElseThrow()
                        .toString())
                .contains("principal-of-demo-worker", "api://cloister");

        activities.revokeVaultAccess(grant);
        assertThat(vault.read("auth/jwt/role/cloister-demo-worker")).isEmpty();
    }

    @Test
    void neitherOverwritesNorRevokesTheAccessOfAnotherPlansMachines() {
        activities.grantVaultAccess(workers(OTHERS));
        Map<String, Object> role =
                vault.read("auth/jwt/role/cloister-demo-worker").orElseThrow();

        assertThatThrownBy(() -> activities.grantVaultAccess(workers(OURS)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.VAULT_NOT_OWNED);
                    assertThat(failure.getOriginalMessage())
                            .contains("cloister-demo-worker in Vault is there already, and belongs to plan 2222");
                });
        activities.revokeVaultAccess(workers(OURS));

        assertThat(vault.read("auth/jwt/role/cloister-demo-worker")).contains(role);
        assertThat(vault.read("sys/policies/acl/cloister-demo-worker")).isPresent();
        activities.revokeVaultAccess(workers(OTHERS));
        assertThat(vault.read("sys/policies/acl/cloister-demo-worker")).isEmpty();
    }

    @Test
    void grantsAgainWhatItHasGranted() {
        activities.grantVaultAccess(workers(OURS));
        activities.grantVaultAccess(workers(OURS));

        activities.revokeVaultAccess(workers(OURS));
        activities.revokeVaultAccess(workers(OURS));
        assertThat(vault.read("auth/jwt/role/cloister-demo-worker")).isEmpty();
    }

    @Test
    void leavesARoleThatHasNoPolicyOfOurs() {
        Map<String, Object> role = Map.of("user_claim", "sub", "bound_audiences", "theirs");
        vault.write("auth/jwt/role/cloister-demo-worker", role);

        assertThatThrownBy(() -> activities.grantVaultAccess(workers(OURS)))
                .hasMessageContaining(
                        "auth/jwt/role/cloister-demo-worker in Vault is there already, and no plan's name");
        activities.revokeVaultAccess(workers(OURS));

        assertThat(vault.read("auth/jwt/role/cloister-demo-worker")).isPresent();
        vault.delete("auth/jwt/role/cloister-demo-worker");
    }

    @Test
    void saysWhichCapabilityIsMissingWhereTheTokenMayNot() {
        assertThatThrownBy(() -> vault.readSecret("secret/data/team-a/database"))
                .hasMessageContaining("denies 'read' on secret/data/team-a/database");
    }

    private static GrantVaultAccess workers(Ownership ownership) {
        return new GrantVaultAccess(
                ownership,
                "cloister-demo-worker",
                "worker",
                new ResourceId("/identities/demo-worker"),
                PREFIX,
                "jwt",
                "api://cloister",
                Optional.empty());
    }

    private static StoreCredentials withoutProxy() {
        return new StoreCredentials(OURS, PREFIX, Map.of(), false);
    }

    private static StoreCredentials credentials(Ownership ownership) {
        return new StoreCredentials(ownership, PREFIX, Map.of("planId", ownership.planId()), true);
    }
}
