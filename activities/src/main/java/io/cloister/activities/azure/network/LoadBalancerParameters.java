// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.BackendAddressPoolInner;
import com.azure.resourcemanager.network.fluent.models.FrontendIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancingRuleInner;
import com.azure.resourcemanager.network.fluent.models.OutboundRuleInner;
import com.azure.resourcemanager.network.fluent.models.ProbeInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.LoadBalancerOutboundRuleProtocol;
import com.azure.resourcemanager.network.models.LoadBalancerSku;
import com.azure.resourcemanager.network.models.LoadBalancerSkuName;
import com.azure.resourcemanager.network.models.ProbeProtocol;
import com.azure.resourcemanager.network.models.TransportProtocol;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateLoadBalancer.Frontend;
import io.cloister.plan.step.CreateLoadBalancer.Rule;
import java.util.List;

/** The body of a Standard load balancer: one frontend, one pool, at most one rule, and the outbound rule where asked for. */
public final class LoadBalancerParameters {

    private static final int PROBE_SECONDS = 5;

    /** Long watches of the API server are idle for minutes: the longest that Azure allows, and a reset that tells both ends. */
    private static final int IDLE_MINUTES = 30;

    private LoadBalancerParameters() {}

    public static LoadBalancerInner of(CreateLoadBalancer step) {
        LoadBalancerInner body = new LoadBalancerInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withSku(new LoadBalancerSku().withName(LoadBalancerSkuName.STANDARD))
                .withFrontendIpConfigurations(List.of(frontend(step.frontend())))
                .withBackendAddressPools(List.of(new BackendAddressPoolInner().withName(step.pool())));
        step.rule()
                .ifPresent(rule ->
                        body.withProbes(List.of(probe(rule))).withLoadBalancingRules(List.of(rule(step, rule))));
        return step.outboundRule() ? body.withOutboundRules(List.of(outbound(step))) : body;
    }

    private static FrontendIpConfigurationInner frontend(Frontend frontend) {
        FrontendIpConfigurationInner body = new FrontendIpConfigurationInner().withName(frontend.name());
        frontend.publicIp().map(References::publicIp).ifPresent(body::withPublicIpAddress);
        frontend.subnet().map(References::subnet).ifPresent(body::withSubnet);
        frontend.address()
                .ifPresent(address ->
                        body.withPrivateIpAddress(address).withPrivateIpAllocationMethod(IpAllocationMethod.STATIC));
        boolean isPrivate = frontend.subnet().isPresent();
        return isPrivate && !frontend.zones().isEmpty() ? body.withZones(frontend.zones()) : body;
    }

    private static ProbeInner probe(Rule rule) {
        return new ProbeInner()
                .withName(rule.name())
                .withProtocol(ProbeProtocol.TCP)
                .withPort(rule.port())
                .withIntervalInSeconds(PROBE_SECONDS)
                .withProbeThreshold(2);
    }

    private static LoadBalancingRuleInner rule(CreateLoadBalancer step, Rule rule) {
        ResourceId balancer = step.resource().id();
        return new LoadBalancingRuleInner()
                .withName(rule.name())
                .withProtocol(TransportProtocol.TCP)
                .withFrontendPort(rule.port())
                .withBackendPort(rule.port())
                .withFrontendIpConfiguration(References.to(frontendId(step)))
                .withBackendAddressPool(References.to(step.poolId()))
                .withProbe(References.to(balancer.child("probes", rule.name())))
                .withIdleTimeoutInMinutes(IDLE_MINUTES)
                .withEnableTcpReset(true)
                .withDisableOutboundSnat(true);
    }

    private static OutboundRuleInner outbound(CreateLoadBalancer step) {
        return new OutboundRuleInner()
                .withName("outbound")
                .withProtocol(LoadBalancerOutboundRuleProtocol.ALL)
                .withFrontendIpConfigurations(List.of(References.to(frontendId(step))))
                .withBackendAddressPool(References.to(step.poolId()))
                .withIdleTimeoutInMinutes(IDLE_MINUTES)
                .withEnableTcpReset(true);
    }

    private static ResourceId frontendId(CreateLoadBalancer step) {
        return step.resource()
                .id()
                .child("frontendIPConfigurations", step.frontend().name());
    }
}
