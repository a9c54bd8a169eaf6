// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a sandbox starts.
 *
 * @param port of the ARM front; 0 for any free one
 * @param timeScale what Azure's latencies are multiplied by
 * @param hubNetwork id of the hub's virtual network
 * @param vaultAddress private address and port, such as {@code 10.0.0.10:8200}
 * @param caFile where to write the authority that clients must trust; empty for a temporary file
 * @param policy whether public IPs are denied, as in a regulated company
 * @param policies directory with the policies of a real subscription, as az exports them
 */
public record SandboxOptions(
        int port,
        double timeScale,
        String subscription,
        String resourceGroup,
        String location,
        String hubNetwork,
        String hubCidr,
        String vaultAddress,
        Optional<Path> caFile,
        boolean policy,
        Optional<Path> policies) {

    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    public static final String RESOURCE_GROUP = "rg-private-demo";
    public static final String LOCATION = "westeurope";
    public static final String HUB_CIDR = "10.0.0.0/16";
    public static final String VAULT_ADDRESS = "10.0.0.10:8200";
    public static final double TIME_SCALE = 0.04;

    public static SandboxOptions defaults() {
        return new SandboxOptions(
                0,
                TIME_SCALE,
                SUBSCRIPTION,
                RESOURCE_GROUP,
                LOCATION,
                defaultHub(SUBSCRIPTION),
                HUB_CIDR,
                VAULT_ADDRESS,
                Optional.empty(),
                true,
                Optional.empty());
    }

    static String defaultHub(String subscription) {
        return "/subscriptions/" + subscription
                + "/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";
    }

    public SandboxOptions withTimeScale(double scale) {
        return new SandboxOptions(
                port,
                scale,
                subscription,
                resourceGroup,
                location,
                hubNetwork,
                hubCidr,
                vaultAddress,
                caFile,
                policy,
                policies);
    }

    public SandboxOptions withoutPolicy() {
        return new SandboxOptions(
                port,
                timeScale,
                subscription,
                resourceGroup,
                location,
                hubNetwork,
                hubCidr,
                vaultAddress,
                caFile,
                false,
                policies);
    }

    public SandboxOptions withResourceGroup(String name) {
        return new SandboxOptions(
                port,
                timeScale,
                subscription,
                name,
                location,
                hubNetwork,
                hubCidr,
                vaultAddress,
                caFile,
                policy,
                policies);
    }

    String vaultHost() {
        return vaultAddress.substring(0, vaultAddress.indexOf(':'));
    }

    int vaultPort() {
        return Integer.parseInt(vaultAddress.substring(vaultAddress.indexOf(':') + 1));
    }
}
