// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.inspect;

import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMInner;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetNetworkConfiguration;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds everything of a cluster that has, or would get, an address in the internet. */
final class PublicExposure {

    private final NetworkManagementClient network;
    private final ComputeManagementClient compute;
    private final ClusterParts parts;

    PublicExposure(NetworkManagementClient network, ComputeManagementClient compute, ClusterParts parts) {
        this.network = network;
        this.compute = compute;
        this.parts = parts;
    }

    List<Finding> in(String group) {
        List<Finding> found = new ArrayList<>();
        network.getPublicIpAddresses().listByResourceGroup(group).forEach(ip -> address(ip, found));
        network.getLoadBalancers().listByResourceGroup(group).forEach(balancer -> frontends(balancer, found));
        network.getNetworkInterfaces().listByResourceGroup(group).forEach(nic -> addresses(nic, found));
        compute.getVirtualMachineScaleSets().listByResourceGroup(group).forEach(set -> instances(group, set, found));
        return found;
    }

    private void address(PublicIpAddressInner ip, List<Finding> found) {
        if (parts.contains(ip.name(), ip.tags())) {
            found.add(new Finding(ip.id(), ip.id(), "is a public IP"));
        }
    }

    private void frontends(LoadBalancerInner balancer, List<Finding> found) {
        if (!parts.contains(balancer.name(), balancer.tags())) {
            return;
        }
        stream(balancer.frontendIpConfigurations())
                .filter(frontend -> frontend.publicIpAddress() != null)
                .forEach(frontend -> found.add(new Finding(
                        balancer.id(), frontend.publicIpAddress().id(), "has the public frontend " + frontend.name())));
    }

    private void addresses(NetworkInterfaceInner nic, List<Finding> found) {
        if (!parts.owns(nic.tags())) {
            return;
        }
        stream(nic.ipConfigurations())
                .filter(address -> address.publicIpAddress() != null)
                .forEach(address -> found.add(
                        new Finding(nic.id(), address.publicIpAddress().id(), "has a public IP")));
    }

    private void instances(String group, VirtualMachineScaleSetInner set, List<Finding> found) {
        if (!parts.owns(set.tags())) {
            return;
        }
        if (set.virtualMachineProfile() != null
                && set.virtualMachineProfile().networkProfile() != null
                && isPublic(set.virtualMachineProfile().networkProfile().networkInterfaceConfigurations())) {
            found.add(new Finding(set.id(), "", "gives its instances public IPs"));
        }
        for (VirtualMachineScaleSetVMInner instance :
                compute.getVirtualMachineScaleSetVMs().list(group, set.name())) {
            if (instance.networkProfileConfiguration() != null
                    && isPublic(instance.networkProfileConfiguration().networkInterfaceConfigurations())) {
                found.add(new Finding(instance.id(), "", "has a public-IP configuration"));
            }
        }
    }

    private static boolean isPublic(List<VirtualMachineScaleSetNetworkConfiguration> networks) {
        return stream(networks)
                .flatMap(nic -> stream(nic.ipConfigurations()))
                .anyMatch(address -> address.publicIpAddressConfiguration() != null);
    }

    private static <T> Stream<T> stream(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    /** @param publicIp id of the address; empty for a configuration that has none of its own */
    record Finding(String resource, String publicIp, String what) {

        @Override
        public String toString() {
            return resource + " " + what;
        }
    }
}
