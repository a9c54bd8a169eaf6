// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.polling.PollResult;
import com.azure.core.management.provider.DelayProvider;
import com.azure.core.util.Context;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.models.KnownLinuxVirtualMachineImage;
import com.azure.resourcemanager.compute.models.VirtualMachine;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSet;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetSkuTypes;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.LoadBalancer;
import com.azure.resourcemanager.network.models.LoadBalancerSkuType;
import com.azure.resourcemanager.network.models.Network;
import com.azure.resourcemanager.network.models.NetworkInterface;
import com.azure.resourcemanager.network.models.TransportProtocol;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceDelayProvider;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils.InternalRuntimeContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.ArmRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        InternalRuntimeContext.setDelayProvider(new ResourceDelayProvider());
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void aNetworkIsMadeReadAndDeletedInNoTime() {
        Instant before = azure.clock().now();

        Network made = network();

        assertThat(made.subnets().get("nodes").addressPrefix()).isEqualTo("10.20.1.0/24");
        assertThat(azure.clock().now())
                .as("its five seconds of Azure's time have passed")
                .isAfterOrEqualTo(before.plusSeconds(5));

        network.networks().deleteById(made.id());
        assertThat(network.networks().listByResourceGroup(GROUP)).isEmpty();
    }

    @Test
    void aSubnetIsAddedToANetworkAndAnotherStays() {
        Network changed =
                network().update().withSubnet("balancers", "10.20.2.0/24").apply();

        assertThat(changed.subnets()).containsOnlyKeys("nodes", "balancers");
        assertThat(network.networks().getByResourceGroup(GROUP, "vnet").subnets())
                .containsOnlyKeys("nodes", "balancers");
    }

    @Test
    void anInternalLoadBalancerHasItsFrontendProbeAndRule() {
        LoadBalancer made = balancer(network());

        assertThat(made.privateFrontends().get("api").privateIpAddress()).isEqualTo("10.20.1.250");
        assertThat(made.loadBalancingRules().get("api").backend().name()).isEqualTo("members");
        assertThat(network.loadBalancers().getByResourceGroup(GROUP, "lb").tcpProbes())
                .containsOnlyKeys("tcp");
    }

    @Test
    void aMachineIsMadeStartedAndDeletedWithItsInterfaceLeft() {
        VirtualMachine made = machine(nic(network(), "nic"));

        assertThat(made.provisioningState()).isEqualTo("Succeeded");
        assertThat(made.getPrimaryNetworkInterface().primaryPrivateIP()).isEqualTo("10.20.1.4");

        compute.virtualMachines().deleteById(made.id());
        assertThat(network.networkInterfaces().getByResourceGroup(GROUP, "nic").virtualMachineId())
                .isNull();
    }

    @Test
    void aScaleSetHasAsManyInstancesAsItIsAskedFor() {
        VirtualMachineScaleSet made = scaleSet(network(), 3);
        assertThat(made.virtualMachines().list()).hasSize(3);

        made.update().withCapacity(1).apply();

        assertThat(compute.virtualMachineScaleSets()
                        .getByResourceGroup(GROUP, "pool")
                        .virtualMachines()
                        .list())
                .singleElement()
                .satisfies(instance -> assertThat(instance.instanceId()).isEqualTo("0"));
    }

    @Test
    void aListOfMoreThanOnePageIsWholeAndInNoPageTwice() {
        Network vnet = network();
        for (int number = 0; number < 120; number++) {
            nic(vnet, "nic-" + number);
        }

        assertThat(network.networkInterfaces().listByResourceGroup(GROUP))
                .extracting(NetworkInterface::name)
                .doesNotHaveDuplicates()
                .hasSize(120);
        assertThat(resources.serviceClient().getResources().listByResourceGroup(GROUP, null, null, 50, Context.NONE))
                .extracting(GenericResourceExpandedInner::id)
                .doesNotHaveDuplicates()
                .hasSize(121);
    }

    @Test
    void whatPolicyForbidsIsAManagementExceptionWithItsAssignment() {
        network();
        String definition = azure.subscription() + "/providers/Microsoft.Authorization/policyDefinitions/no-public-ip";
        azure.arm().seed(definition, json("""
                {'properties': {'displayName': 'No public IPs', 'mode': 'All', 'policyType': 'Custom', 'policyRule': {
                  'if': {'field': 'type', 'equals': 'Microsoft.Network/publicIPAddresses'},
                  'then': {'effect': 'deny'}}}}
                """));
        azure.arm()
                .seed(
                        azure.subscription() + "/providers/Microsoft.Authorization/policyAssignments/no-public-ip",
                        json("""
                {'properties': {'displayName': 'No public IPs here', 'policyDefinitionId': '%s'}}
                """.formatted(definition)));

        ManagementException denied = catchThrowableOfType(
                ManagementException.class,
                () -> network.publicIpAddresses()
                        .define("ip")
                        .withRegion(Region.EUROPE_WEST)
                        .withExistingResourceGroup(GROUP)
                        .create());

        assertThat(denied.getResponse().getStatusCode()).isEqualTo(403);
        assertThat(denied.getValue().getCode()).isEqualTo("RequestDisallowedByPolicy");
        assertThat(denied.getValue().getTarget()).isEqualTo("ip");
        assertThat(denied.getValue().getAdditionalInfo()).singleElement().satisfies(info -> {
            assertThat(info.getType()).isEqualTo("PolicyViolation");
            assertThat(info.getInfo().toString()).contains("No public IPs here");
        });
    }

    @Test
    void aSubnetInUseIsRefusedWithAzuresCode() {
        Network vnet = network();
        nic(vnet, "nic");

        ManagementException refused = catchThrowableOfType(
                ManagementException.class,
                () -> vnet.update().withoutSubnet("nodes").apply());

        assertThat(refused.getValue().getCode()).isEqualTo("InUseSubnetCannotBeDeleted");
    }

    @Test
    void aWriteThatRestsOnAnOlderStateIsRefused() {
        Network vnet = network();
        String etag = vnet.innerModel().etag();
        vnet.update().withTag("changed", "since").apply();

        assertThat(putIfMatch(vnet.id(), etag)).isEqualTo(412);
        assertThat(putIfMatch(vnet.id(), vnet.refresh().innerModel().etag())).isEqualTo(200);
    }

    @Test
    void anOperationThatFailsIsAManagementExceptionWithItsCause() {
        network();
        fault("""
                {'id': 'full', 'method': 'PUT', 'path': '/virtualMachines/', 'kind': 'OPERATION_FAILED', 'status': 409,
                 'code': 'AllocationFailed', 'message': 'No room in this zone.', 'times': 1}
                """);
        NetworkInterface nic = nic(network.networks().getByResourceGroup(GROUP, "vnet"), "nic");

        ManagementException failed = catchThrowableOfType(ManagementException.class, () -> machine(nic));

        assertThat(failed.getValue().getCode()).isEqualTo("AllocationFailed");
    }

    @Test
    void anAnswerThatGotLostIsAConnectionThatBroke() {
        fault("{'id': 'lost', 'method': 'PUT', 'path': '/resourceGroups/', 'kind': 'RESET_AFTER', 'times': 1}");

        assertThatThrownBy(() -> resources
                        .resourceGroups()
                        .define(GROUP)
                        .withRegion(Region.EUROPE_WEST)
                        .create())
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(resources.resourceGroups().contain(GROUP))
                .as("it was made nevertheless")
                .isTrue();
    }

    @Test
    void deletingAGroupTakesAllThatIsInIt() {
        scaleSet(network(), 2);

        resources.resourceGroups().deleteByName(GROUP);

        assertThat(resources.resourceGroups().contain(GROUP)).isFalse();
        assertThat(azure.arm().resources().ofType("Microsoft.Network/virtualNetworks"))
                .isEmpty();
        assertThat(azure.arm().resources().ofType("Microsoft.Compute/virtualMachineScaleSets/virtualMachines"))
                .isEmpty();
    }

    @Test
    void aPollSeesTheStagesOfAnOperationAndItsRecordAfterTheEnd() {
        network();
        SyncPoller<PollResult<VirtualNetworkInner>, VirtualNetworkInner> poller = network.serviceClient()
                .getVirtualNetworks()
                .beginCreateOrUpdate(
                        GROUP,
                        "other",
                        new VirtualNetworkInner()
                                .withLocation("westeurope")
                                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of("10.30.0.0/16"))));

        assertThat(poller.poll().getStatus()).isEqualTo(LongRunningOperationStatus.IN_PROGRESS);
        assertThat(poller.poll().getStatus()).isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
        assertThat(poller.poll().getStatus()).isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
        assertThat(poller.getFinalResult().name()).isEqualTo("other");
    }

    /** The managers have no such parameter for networks; the pipeline has. */
    private int putIfMatch(String id, String etag) {
        HttpRequest request = new HttpRequest(
                        HttpMethod.PUT, "https://management.azure.com" + id + "?api-version=2025-03-01")
                .setHeader(HttpHeaderName.IF_MATCH, etag)
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setBody(
                        "{\"location\":\"westeurope\",\"properties\":{\"addressSpace\":{\"addressPrefixes\":[\"10.20.0.0/16\"]}}}");
        try (HttpResponse response = azure.pipeline().sendSync(request, Context.NONE)) {
            return response.getStatusCode();
        }
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

    private NetworkInterface nic(Network vnet, String name) {
        return network.networkInterfaces()
                .define(name)
                .withRegion(Region.EUROPE_WEST)
                .withExistingResourceGroup(GROUP)
                .withExistingPrimaryNetwork(vnet)
                .withSubnet("nodes")
                .withPrimaryPrivateIPAddressDynamic()
                .create();
    }

    private LoadBalancer balancer(Network vnet) {
        return network.loadBalancers()
                .define("lb")
                .withRegion(Region.EUROPE_WEST)
                .withExistingResourceGroup(GROUP)
                .defineLoadBalancingRule("api")
                .withProtocol(TransportProtocol.TCP)
                .fromFrontend("api")
                .fromFrontendPort(6443)
                .toBackend("members")
                .withProbe("tcp")
                .attach()
                .definePrivateFrontend("api")
                .withExistingSubnet(vnet, "nodes")
                .withPrivateIpAddressStatic("10.20.1.250")
                .attach()
                .defineTcpProbe("tcp")
                .withPort(6443)
                .attach()
                .withSku(LoadBalancerSkuType.STANDARD)
                .create();
    }

    private VirtualMachine machine(NetworkInterface nic) {
        return compute.virtualMachines()
                .define("vm")
                .withRegion(Region.EUROPE_WEST)
                .withExistingResourceGroup(GROUP)
                .withExistingPrimaryNetworkInterface(nic)
                .withPopularLinuxImage(KnownLinuxVirtualMachineImage.UBUNTU_SERVER_20_04_LTS_GEN2)
                .withRootUsername("azure")
                .withSsh("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOnlyForThisTestOnlyForThisTestOnlyForThis")
                .withSize(VirtualMachineSizeTypes.STANDARD_D2S_V3)
                .create();
    }

    private VirtualMachineScaleSet scaleSet(Network vnet, int capacity) {
        return compute.virtualMachineScaleSets()
                .define("pool")
                .withRegion(Region.EUROPE_WEST)
                .withExistingResourceGroup(GROUP)
                .withSku(VirtualMachineScaleSetSkuTypes.fromSkuNameAndTier("Standard_D2s_v5", "Standard"))
                .withExistingPrimaryNetworkSubnet(vnet, "nodes")
                .withoutPrimaryInternetFacingLoadBalancer()
                .withExistingPrimaryInternalLoadBalancer(balancer(vnet))
                .withPrimaryInternalLoadBalancerBackends("members")
                .withPopularLinuxImage(KnownLinuxVirtualMachineImage.UBUNTU_SERVER_20_04_LTS_GEN2)
                .withRootUsername("azure")
                .withSsh("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOnlyForThisTestOnlyForThisTestOnlyForThis")
                .withCapacity(capacity)
                .create();
    }

    private void fault(String rule) {
        azure.arm()
                .handle(new ArmRequest(
                        "POST",
                        URI.create("/sandbox/faults"),
                        Map.of("content-type", "application/json"),
                        json(rule).toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
