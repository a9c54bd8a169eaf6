// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activities.vault.connection.VaultConnection;
import io.cloister.activities.vault.connection.VaultSettings;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.Plan;
import io.cloister.plan.making.Planner;
import io.cloister.plan.step.GrantVaultAccess;
import io.cloister.plan.step.StoreCredentials;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.preflight.PreflightReport.Verdict;
import io.cloister.request.ClusterRequest;
import io.cloister.request.reading.Reading;
import io.cloister.request.reading.RequestReader;
import io.cloister.sandbox.Sandbox;
import io.cloister.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy that somebody else keeps, with its credentials where somebody else stored them. */
class ExistingProxyTest {

    private static final String REFERENCE = "secret/data/cloister/shared/proxy#user,pass";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private VaultConnection connection;
    private VaultStore vault;

    @BeforeEach
    void connect() {
        connection = new VaultConnection(
                VaultSettings.fromEnvironment(sandbox.environment()),
                PrivateNetwork.fromEnvironment(sandbox.environment()));
        vault = connection.store();
    }

    @AfterEach
    void stop() {
        connection.close();
        sandbox.close();
    }

    @Test
    void isLoggedInToWithTheCredentialsThatTheRequestPointsAt() throws IOException {
        vault.createSecret("secret/data/cloister/shared/proxy", Map.of("user", "cluster", "pass", "s3 cret"));

        assertThat(environmentOf(", credentials: \"vault:" + REFERENCE + "\""))
                .isEqualTo("http://cluster:s3%20cret@proxy.corp.example:3128");
    }

    @Test
    void isReachedWithoutALoginWhereItWantsNone() throws IOException {
        assertThat(environmentOf("")).isEqualTo("http://proxy.corp.example:3128");
    }

    @Test
    void keepsItsCredentialsReadableToEveryRoleAndToNobodyElse() throws IOException {
        assertThat(grants(", credentials: \"vault:" + REFERENCE + "\""))
                .hasSize(2)
                .allSatisfy(grant -> assertThat(policy(grant)).contains("path \"secret/data/cloister/shared/proxy\""));
        assertThat(grants("")).allSatisfy(grant -> assertThat(policy(grant)).doesNotContain("shared"));
    }

    @Test
    void isRefusedBeforeAnythingIsMadeWhereItsCredentialsAreNotThere() throws IOException {
        String credentials = ", credentials: \"vault:" + REFERENCE + "\"";

        assertThat(check(credentials)).singleElement().satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(check.message()).contains("secret/data/cloister/shared/proxy in Vault has no 'user' and 'pass'");
        });
        vault.createSecret("secret/data/cloister/shared/proxy", Map.of("user", "cluster", "pass", "secret"));
        assertThat(check(credentials)).extracting(Check::verdict).containsExactly(Verdict.PASSED);
        assertThat(check("")).isEmpty();
        assertThat(check(", credentials: \"vault:secret/data/corp/proxy\""))
                .extracting(Check::message)
                .singleElement()
                .asString()
                .contains("denies 'read' on secret/data/corp/proxy");
    }

    private String environmentOf(String credentials) throws IOException {
        StoreCredentials step =
                steps(plan(credentials), StoreCredentials.class).findFirst().orElseThrow();
        new VaultActivitiesImpl(vault, identity -> "principal").storeCredentials(step);
        return new ClusterSecrets(vault, step.secretsPath())
                .proxyEnvironment()
                .orElseThrow()
                .url()
                .reveal();
    }

    private static List<GrantVaultAccess> grants(String credentials) throws IOException {
        return steps(plan(credentials), GrantVaultAccess.class).toList();
    }

    private static String policy(GrantVaultAccess grant) {
        return NodePolicy.of(grant.role()).text(grant.secretsPath(), grant.proxyCredentials());
    }

    private List<Check> check(String credentials) throws IOException {
        return new ProxyCredentialsCheck(vault).check(request(credentials), plan(credentials));
    }

    private static <T> Stream<T> steps(Plan plan, Class<T> kind) {
        return plan.steps().stream()
                .map(planned -> planned.step())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Plan plan(String credentials) throws IOException {
        return Planner.plan(request(credentials), UUID.randomUUID().toString());
    }

    private static ClusterRequest request(String credentials) throws IOException {
        String yaml = Files.readString(Path.of("../examples/private-cluster.yaml"))
                .replaceAll(
                        "(?s)egress:.*?\n\n",
                        "egress:\n  proxy:\n    existing: {url: \"http://proxy.corp.example:3128\"" + credentials
                                + "}\n\n");
        return ((Reading.Valid) RequestReader.read(yaml)).request();
    }
}
