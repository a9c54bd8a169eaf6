// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.Machine;
import io.cloister.plan.step.NodeConfig;
import io.cloister.request.ClusterRequest.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeCloudConfigsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String CA = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final String IDENTITY =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/demo-worker";

    @Test
    void tellsTheNodeExactlyWhatTheContractSays() throws IOException {
        JsonNode node = YAML.readTree(file(decoded("worker", Optional.of(CA)), "/etc/cloister/node.yaml")
                .path("content")
                .asText());

        assertThat(node.fieldNames()).toIterable().containsExactly("cluster", "role", "pool", "identity", "vault");
        assertThat(node.path("identity").asText()).isEqualTo(IDENTITY);
        assertThat(node.path("vault").fieldNames())
                .toIterable()
                .containsExactly("address", "caCertificate", "authMount", "role", "audience", "secrets");
        assertThat(node.at("/vault/caCertificate").asText()).isEqualTo(CA);
        assertThat(node.at("/vault/role").asText()).isEqualTo("cloister-demo-worker");
        assertThat(node.at("/vault/secrets").asText()).isEqualTo("secret/data/cloister/demo");
    }

    @Test
    void leavesTheCertificateOutWhereVaultHasAPublicOne() throws IOException {
        String node = file(decoded("worker", Optional.empty()), "/etc/cloister/node.yaml")
                .path("content")
                .asText();

        assertThat(YAML.readTree(node).path("vault").has("caCertificate")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"control-plane", "worker", "proxy"})
    void writesTheBootstrapAsAProgramAndRunsIt(String role) throws IOException {
        String text = decoded(role, Optional.of(CA));

        JsonNode script = file(text, "/usr/local/sbin/cloister-bootstrap");
        assertThat(script.path("permissions").asText()).isEqualTo("0755");
        assertThat(script.path("content").asText()).startsWith("#!/bin/bash\n").endsWith("main \"$@\"\n");
        assertThat(YAML.readTree(text).at("/runcmd/0/0").asText()).isEqualTo("/usr/local/sbin/cloister-bootstrap");
    }

    @Test
    void givesTheProxyItsOwnScript() throws IOException {
        assertThat(decoded("proxy", Optional.empty()))
                .contains("squid -k parse")
                .doesNotContain("kubeadm");
        assertThat(decoded("worker", Optional.empty())).contains("kubeadm join").doesNotContain("http_access");
    }

    @ParameterizedTest
    @ValueSource(strings = {"control-plane", "worker", "proxy"})
    void holdsNothingSecret(String role) throws IOException {
        assertThat(decoded(role, Optional.of(CA)))
                .doesNotContain("PRIVATE KEY", "hvs.", "eyJ")
                .doesNotContainPattern("[a-z0-9]{6}\\.[a-z0-9]{16}")
                .doesNotContainPattern("://[A-Za-z0-9]+:[A-Za-z0-9]+@")
                .doesNotContain("set -x");
    }

    @Test
    void refusesWhatAzureWouldNotTake() {
        NodeCloudConfigs configs = new NodeCloudConfigs(Optional.of(CA.repeat(2_000)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> configs.customData(machine("worker")))
                .withMessageContaining("65535")
                .withMessageContaining("CA certificates");
    }

    @Test
    void refusesARoleThatNoScriptServes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeCloudConfigs(Optional.empty()).customData(machine("bastion")))
                .withMessageContaining("bastion");
    }

    private static String decoded(String role, Optional<String> ca) {
        byte[] bytes = Base64.getDecoder().decode(new NodeCloudConfigs(ca).customData(machine(role)));
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).startsWith("#cloud-config\n");
        return text;
    }

    private static JsonNode file(String cloudConfig, String path) throws IOException {
        for (JsonNode file : YAML.readTree(cloudConfig).path("write_files")) {
            if (file.path("path").asText().equals(path)) {
                return file;
            }
        }
        throw new AssertionError("the cloud-config does not write " + path);
    }

    private static Machine machine(String role) {
        NodeConfig node = new NodeConfig(
                "demo",
                role,
                "general",
                "https://10.0.0.10:8200",
                "jwt",
                "cloister-demo-" + role,
                "api://cloister",
                "secret/data/cloister/demo");
        return new Machine(
                "Standard_D4s_v5",
                new Image("Canonical", "ubuntu-24_04-lts", "server", "latest"),
                64,
                ResourceId.of(IDENTITY),
                node);
    }
}
