// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.Region;
import com.azure.core.management.provider.DelayProvider;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.models.Network;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils.InternalRuntimeContext;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Azure's own management clients, unchanged, over the in-process front. */
class AzureSdkTest {

    private static final String GROUP = "rg-sdk";

    private final InProcessAzure azure = InProcessAzure.start();
    private final ResourceManager resources =
            ResourceManager.authenticate(azure.pipeline(), azure.profile()).withSubscription(azure.subscriptionId());
    private final NetworkManager network = NetworkManager.authenticate(azure.pipeline(), azure.profile());
    private final ComputeManager compute = ComputeManager.authenticate(azure.pipeline(), azure.profile());

    @BeforeAll
    static void pollWithoutWaiting() {
        InternalRuntimeContext.setDelayProvider(new DelayProvider() {
            @Override
            public Duration getDelayDuration(Duration delay) {
                return Duration.ofMillis(1);
            }
        });
    }

    @AfterAll
    static void pollAsUsual() {
        InternalRuntimeContext.setDelayProvider(
                new com.azure.resourcemanager.resources.fluentcore.utils.ResourceDelayProvider());
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void aNetworkIsMadeReadAndDeletedInNoTime() {
        Instant before = azure.clock().now();

        Network made = network();

        assertThat(made.subnets().get("nodes").addressPrefixes()).containsExactly("10.20.1.0/24");
        assertThat(azure.clock().now())
                .as("five seconds of Azure's time have passed")
                .isAfterOrEqualTo(before.plusSeconds(5));
        network.networks().deleteById(made.id());
        assertThat(network.networks().listByResourceGroup(GROUP)).isEmpty();
    }

    private Network network() {
        resources.resourceGroups().define(GROUP).withRegion(Region.EUROPE_WEST).create();
        return network.networks()
                .define("vnet")
                .withRegion(Region.EUROPE_WEST)
                .withExistingResourceGroup(GROUP)
                .withAddressSpace("10.20.0.0/16")
                .withSubnet("nodes", "10.20.1.0/24")
                .create();
    }
}
