// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Azure cloud controller manager, unchanged, for the cluster {@code demo}: a process that ends with {@link #close}. */
final class CloudController implements AutoCloseable {

    private final Process process;

    private CloudController(Process process) {
        this.process = process;
    }

    static CloudController start(
            Path program, Map<String, String> azure, String group, KubeApiServer cluster, Path work)
            throws IOException {
        Path configuration = Files.writeString(
                work.resolve("azure.json"), configuration(azure, group).toPrettyString());
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--cloud-provider=azure",
                        "--cloud-config=" + configuration,
                        "--cluster-name=demo",
                        "--kubeconfig=" + cluster.kubeconfig(),
                        "--controllers=*,-cloud-node",
                        "--configure-cloud-routes=false",
                        "--allocate-node-cidrs=false",
                        "--leader-elect=false",
                        "--node-monitor-period=1s",
                        "--secure-port=0")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("cloud-controller-manager.log").toFile());
        // what it finds in the environment would come before its configuration
        builder.environment().keySet().removeAll(List.of("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"));
        builder.environment().put("SSL_CERT_FILE", azure.get("CLOISTER_CA_FILE"));
        return new CloudController(builder.start());
    }

    private static ObjectNode configuration(Map<String, String> azure, String group) {
        return new ObjectMapper()
                .createObjectNode()
                .put("cloud", "AzurePublicCloud")
                .put("resourceManagerEndpoint", azure.get("CLOISTER_ARM_ENDPOINT"))
                // under any other tenant it asks login.microsoftonline.com first whether the authority may be trusted
                .put("tenantId", "adfs")
                .put("aadClientId", azure.get("AZURE_CLIENT_ID"))
                .put("aadClientSecret", azure.get("AZURE_CLIENT_SECRET"))
                .put("subscriptionId", azure.get("AZURE_SUBSCRIPTION_ID"))
                .put("resourceGroup", group)
                .put("location", "westeurope")
                .put("vnetName", "vnet-demo")
                .put("vnetResourceGroup", group)
                .put("subnetName", "nodes")
                .put("securityGroupName", "nsg-demo")
                .put("securityGroupResourceGroup", group)
                .put("vmType", "vmss")
                .put("disableAvailabilitySetNodes", true)
                .put("loadBalancerSku", "standard")
                .put("useInstanceMetadata", false);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
