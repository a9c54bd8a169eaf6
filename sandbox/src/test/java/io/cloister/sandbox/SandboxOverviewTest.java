// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static io.cloister.sandbox.SandboxClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxOverviewTest {

    private static final String NETWORK = "/providers/Microsoft.Network";
    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults().withTimeScale(1));
        client = new SandboxClient(sandbox.environment());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void showsWhatExistsByGroupAndThePoliciesOnIt() throws Exception {
        JsonNode look = look();

        assertThat(look.path("groups").findValuesAsText("name")).contains("rg-hub", "vnet-hub", "team-a-nsg");
        assertThat(look.path("policies").findValuesAsText("name")).contains("Deny public IP addresses");
    }

    @Test
    void showsAnOperationUnderWayWithItsProgress() throws Exception {
        client.arm(
                "PUT",
                NETWORK + "/virtualNetworks/slow",
                "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.30.0.0/16']}}}");

        assertThat(look().path("operations")).anySatisfy(operation -> {
            assertThat(operation.path("target").asText()).endsWith("/slow");
            assertThat(operation.path("kind").asText()).isEqualTo("create");
            assertThat(operation.path("progress").asInt()).isBetween(0, 100);
        });
    }

    @Test
    void showsEachMachinesWayOutAndWhy() throws Exception {
        String subnet = SandboxClient.GROUP.replace(SandboxOptions.RESOURCE_GROUP, "rg-hub")
                + "/providers/Microsoft.Network/virtualNetworks/vnet-hub/subnets/snet-shared";
        client.arm("PUT", NETWORK + "/networkInterfaces/nic", """
                {'location': 'westeurope', 'properties': {'ipConfigurations': [
                  {'name': 'main', 'properties': {'subnet': {'id': '%s'}}}]}}
                """.formatted(subnet));
        client.arm("PUT", "/providers/Microsoft.Compute/virtualMachines/vm", """
                {'location': 'westeurope', 'properties': {'hardwareProfile': {'vmSize': 'Standard_D2s_v5'},
                 'storageProfile': {'imageReference': {'publisher': 'Canonical', 'offer': 'ubuntu-24_04-lts',
                   'sku': 'server', 'version': 'latest'}},
                 'osProfile': {'computerName': 'lonely', 'adminUsername': 'azure', 'adminPassword': 'Not-a-secret-1'},
                 'networkProfile': {'networkInterfaces': [
                  {'id': '%s/providers/Microsoft.Network/networkInterfaces/nic'}]}}}
                """.formatted(SandboxClient.GROUP));

        assertThat(look().path("machines")).singleElement().satisfies(machine -> {
            assertThat(machine.path("name").asText()).isEqualTo("lonely");
            assertThat(machine.path("open").asBoolean(true)).isFalse();
            assertThat(machine.path("reason").asText()).contains("snet-shared is private");
        });
    }

    @Test
    void showsWhatWasDeniedByWhichAssignmentAndTheRequest() throws Exception {
        client.arm("PUT", NETWORK + "/publicIPAddresses/denied", "{'location':'westeurope','properties':{}}");

        JsonNode look = look();

        assertThat(look.path("denials")).anySatisfy(denial -> {
            assertThat(denial.path("path").asText()).endsWith("/publicIPAddresses/denied");
            assertThat(denial.path("assignments").path(0).asText()).isEqualTo("Deny public IP addresses");
        });
        assertThat(look.path("requests")).anySatisfy(request -> {
            assertThat(request.path("path").asText()).endsWith("/publicIPAddresses/denied");
            assertThat(request.path("status").asInt()).isEqualTo(403);
            assertThat(request.has("body")).isFalse();
        });
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndNeverWritesMarkup() throws Exception {
        HttpResponse<String> page = client.control("GET", "/sandbox", "");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("<title>Cloister sandbox</title>")
                .doesNotContain("http://", "https://", "innerHTML");
    }

    private static JsonNode look() throws Exception {
        return body(client.control("GET", "/sandbox/overview", ""));
    }
}
