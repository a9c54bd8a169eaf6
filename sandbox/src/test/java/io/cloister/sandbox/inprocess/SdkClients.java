// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.inprocess;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.management.provider.DelayProvider;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.privatedns.PrivateDnsZoneManager;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceDelayProvider;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils.InternalRuntimeContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An Azure with a group, and Azure's own managers for it, which poll without waiting. */
final class SdkClients implements AutoCloseable {

    static final String GROUP = "rg-sdk";

    final InProcessAzure azure = InProcessAzure.start();
    final ResourceManager resources;
    final NetworkManager network;
    final ComputeManager compute;
    final MsiManager identities;
    final PrivateDnsZoneManager dns;
    final AuthorizationManager authorization;

    SdkClients() {
        InternalRuntimeContext.setDelayProvider(new DelayProvider() {
            @Override
            public Duration getDelayDuration(Duration delay) {
                return Duration.ofMillis(1);
            }
        });
        resources = ResourceManager.authenticate(azure.pipeline(), azure.profile())
                .withSubscription(azure.subscriptionId());
        network = NetworkManager.authenticate(azure.pipeline(), azure.profile());
        compute = ComputeManager.authenticate(azure.pipeline(), azure.profile());
        identities = MsiManager.authenticate(azure.pipeline(), azure.profile());
        dns = PrivateDnsZoneManager.authenticate(azure.pipeline(), azure.profile());
        authorization = AuthorizationManager.authenticate(azure.pipeline(), azure.profile());
        put(group(), "{'location':'westeurope'}");
    }

    String group() {
        return azure.subscription() + "/resourceGroups/" + GROUP;
    }

    /** The id of something in the group, such as {@code Microsoft.Network/virtualNetworks/vnet}. */
    String id(String typeAndName) {
        return group() + "/providers/" + typeAndName;
    }

    /** Makes what a test needs beforehand, to its end. */
    void put(String id, String body) {
        HttpRequest request = new HttpRequest(
                        HttpMethod.PUT, "https://management.azure.com" + id + "?api-version=2024-07-01")
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setBody(body.replace('\'', '"'));
        try (HttpResponse response = azure.pipeline().sendSync(request, Context.NONE)) {
            if (response.getStatusCode() >= 300) {
                throw new IllegalStateException(response.getBodyAsBinaryData().toString());
            }
        }
        azure.clock().advance(Duration.ofMinutes(10));
    }

    void vnet() {
        put(id("Microsoft.Network/virtualNetworks/vnet"), """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']},
                 'subnets':[{'name':'nodes','properties':{'addressPrefix':'10.20.1.0/24'}}]}}
                """);
    }

    /** Two instances, each with a public address. */
    void scaleSet() {
        vnet();
        put(id("Microsoft.Compute/virtualMachineScaleSets/pool"), """
                {'location':'westeurope','sku':{'name':'Standard_D2s_v3','capacity':2},
                 'properties':{'overprovision':false,'orchestrationMode':'Uniform','upgradePolicy':{'mode':'Manual'},
                 'virtualMachineProfile':{%s,
                  'networkProfile':{'networkInterfaceConfigurations':[{'name':'nic','properties':{'primary':true,
                   'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'},
                    'publicIPAddressConfiguration':{'name':'public','properties':{'idleTimeoutInMinutes':15}}}}]}}]}}}}
                """.formatted(
                guest("pool", "computerNamePrefix"), id("Microsoft.Network/virtualNetworks/vnet/subnets/nodes")));
    }

    /** One with an identity of its own. */
    void machine() {
        vnet();
        put(id("Microsoft.Network/networkInterfaces/nic"), """
                {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}]}}
                """.formatted(
                        id("Microsoft.Network/virtualNetworks/vnet/subnets/nodes")));
        put(id("Microsoft.Compute/virtualMachines/vm"), """
                {'location':'westeurope','identity':{'type':'SystemAssigned'},
                 'properties':{'hardwareProfile':{'vmSize':'Standard_D2s_v3'},%s,
                 'networkProfile':{'networkInterfaces':[{'id':'%s'}]}}}
                """.formatted(
                        guest("vm", "computerName"), id("Microsoft.Network/networkInterfaces/nic")));
    }

    static <T> List<T> pageByPage(PagedIterable<T> all, Function<Integer, Boolean> sizeExpected) {
        List<T> found = new ArrayList<>();
        all.iterableByPage().forEach(page -> {
            int before = found.size();
            page.getElements().forEach(found::add);
            if (!sizeExpected.apply(found.size() - before)) {
                throw new AssertionError("a page of " + (found.size() - before));
            }
        });
        return found;
    }

    @Override
    public void close() {
        azure.close();
        InternalRuntimeContext.setDelayProvider(new ResourceDelayProvider());
    }

    private static String guest(String name, String nameProperty) {
        return """
                'storageProfile':{'imageReference':{'publisher':'Canonical','offer':'0001-com-ubuntu-server-jammy',
                  'sku':'22_04-lts-gen2','version':'latest'},'osDisk':{'createOption':'FromImage'}},
                'osProfile':{'%s':'%s','adminUsername':'azure','linuxConfiguration':{'disablePasswordAuthentication':true,
                  'ssh':{'publicKeys':[{'path':'/home/azure/.ssh/authorized_keys','keyData':'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOnlyForThisTestOnlyForThisTestOnlyForThis'}]}}}
                """.formatted(nameProperty, name);
    }
}
