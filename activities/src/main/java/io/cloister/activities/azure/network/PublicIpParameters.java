// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.PublicIpAddressDnsSettings;
import com.azure.resourcemanager.network.models.PublicIpAddressSku;
import com.azure.resourcemanager.network.models.PublicIpAddressSkuName;
import io.cloister.plan.step.CreatePublicIp;

/** The body of a static Standard public IP. */
public final class PublicIpParameters {

    private PublicIpParameters() {}

    public static PublicIpAddressInner of(CreatePublicIp step) {
        PublicIpAddressInner address = new PublicIpAddressInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withSku(new PublicIpAddressSku().withName(PublicIpAddressSkuName.STANDARD))
                .withPublicIpAllocationMethod(IpAllocationMethod.STATIC);
        return step.dnsLabel().isEmpty()
                ? address
                : address.withDnsSettings(new PublicIpAddressDnsSettings().withDomainNameLabel(step.dnsLabel()));
    }
}
