// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static io.cloister.sandbox.SandboxClient.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxTest {

    private static final String NETWORK = "/providers/Microsoft.Network";
    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults().withTimeScale(0.001));
        client = new SandboxClient(sandbox.environment());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void vaultIsReachedThroughThePrivateProxyAtItsPrivateAddress() throws Exception {
        JsonNode health = body(client.vault("GET", "sys/health", ""));

        assertThat(health.path("initialized").asBoolean()).isTrue();
    }

    @Test
    void aPublicAddressIsDeniedByPolicy() throws Exception {
        HttpResponse<String> response = client.arm(
                "PUT",
                NETWORK + "/publicIPAddresses/ip",
                "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'publicIPAllocationMethod':'Static'}}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(body(response).at("/error/code").asText()).isEqualTo("RequestDisallowedByPolicy");
    }

    @Test
    void holdsOtherTeamsThingsFromTheStart() throws Exception {
        JsonNode group = body(client.arm("GET", NETWORK + "/networkSecurityGroups/team-a-nsg", ""));

        assertThat(group.at("/tags/owner").asText()).isEqualTo("team-a");
    }

    @Test
    void aFaultWhosePathIsVaultsHitsVault() throws Exception {
        HttpResponse<String> set = client.control("POST", "/sandbox/faults", """
                {'id': 'vault-down', 'method': 'GET', 'path': '/v1/secret/data/cloister/broken', 'kind': 'HTTP_ERROR',
                 'status': 503, 'code': 'Down', 'message': 'Vault is sealed', 'times': 1}
                """);

        assertThat(set.statusCode()).isLessThan(300);
        assertThat(client.vault("GET", "secret/data/cloister/broken", "").statusCode())
                .isEqualTo(503);
        assertThat(client.vault("GET", "secret/data/cloister/broken", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePrivateProxySaysWhyAnAddressCannotBeReached() throws Exception {
        assertThat(body(client.control("GET", "/sandbox/flows", "")).isArray()).isTrue();

        assertThatThrownBy(() -> client.inside("GET", "https://10.20.1.250:6443/readyz", ""))
                .isInstanceOf(IOException.class);

        assertThat(client.control("GET", "/sandbox/flows", "").body()).contains("10.20.1.250");
    }
}
