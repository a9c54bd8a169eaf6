// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.worker.wiring.ActivityWiring;
import io.cloister.worker.wiring.ProductionActivities;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorkerMainTest {

    private final StringWriter err = new StringWriter();

    @Test
    void saysEveryMissingSettingInALineOfItsOwn() {
        int code = run(Map.of(), environment -> {
            throw new IllegalArgumentException("VAULT_ADDR is not set\nAZURE_TENANT_ID is not set");
        });

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "cloister worker: VAULT_ADDR is not set", "cloister worker: AZURE_TENANT_ID is not set");
    }

    @Test
    void saysWhatIsMissingWhereNothingIsConfigured() {
        assertThat(run(Map.of(), new ProductionActivities())).isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("cloister worker: VAULT_ADDR is missing"),
                        line -> assertThat(line)
                                .isEqualTo("cloister worker: no login for Vault: set VAULT_TOKEN,"
                                        + " or both VAULT_ROLE_ID and VAULT_SECRET_ID"));
    }

    @Test
    void saysEveryWrongSettingAtOnceAndRepeatsNoSecret() {
        Map<String, String> environment = Map.of(
                "CLOISTER_ARM_ENDPOINT", "http://arm",
                "AZURE_AUTHORITY_HOST", "login",
                "AZURE_CLIENT_SECRET", "hush",
                "AZURE_DISABLE_INSTANCE_DISCOVERY", "perhaps",
                "VAULT_ADDR", "vault:8200",
                "VAULT_ROLE_ID", "role",
                "CLOISTER_CA_FILE", "nowhere.pem",
                "CLOISTER_PRIVATE_PROXY", "socks://bastion:1080");

        assertThat(run(environment, new ProductionActivities())).isEqualTo(1);
        assertThat(err.toString().lines()).allMatch(line -> line.startsWith("cloister worker: "));
        assertThat(err.toString().lines().map(line -> line.split(": ", 2)[1].split(" ")[0]))
                .containsExactly(
                        "CLOISTER_ARM_ENDPOINT",
                        "AZURE_AUTHORITY_HOST",
                        "AZURE_CLIENT_SECRET",
                        "AZURE_CLIENT_SECRET",
                        "AZURE_DISABLE_INSTANCE_DISCOVERY",
                        "VAULT_ADDR",
                        "no",
                        "CLOISTER_PRIVATE_PROXY",
                        "CLOISTER_CA_FILE");
        assertThat(err.toString()).doesNotContain("hush", "Exception");
    }

    @Test
    void refusesAHealthPortThatIsNone() {
        int code = run(Map.of("CLOISTER_HEALTH_PORT", "http"), environment -> List.of());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("CLOISTER_HEALTH_PORT: 'http' is no port");
    }

    @Test
    void saysInOneLineThatNoTemporalAnswers() {
        int code = run(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"), environment -> List.of());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("no Temporal answers at 127.0.0.1:1", "TEMPORAL_ADDRESS");
    }

    private int run(Map<String, String> environment, ActivityWiring wiring) {
        return new CommandLine(new WorkerMain(environment, wiring, new CountDownLatch(0)))
                .setErr(new PrintWriter(err, true))
                .execute();
    }
}
