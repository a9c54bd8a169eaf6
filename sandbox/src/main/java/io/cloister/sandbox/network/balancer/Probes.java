// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;

/** A health probe. Over HTTP and HTTPS it asks for a path. */
final class Probes extends Part {

    private static final String PATH = "requestPath";

    Probes() {
        super(
                "probes",
                Timing.IMMEDIATE,
                new Shape()
                        .required("protocol", "port")
                        .choice("protocol", "Http", "Https", "Tcp")
                        .number("port", 1, 65_535)
                        .number("intervalInSeconds", 5, Integer.MAX_VALUE)
                        .byDefault("intervalInSeconds", 15)
                        .number("numberOfProbes", 1, Integer.MAX_VALUE)
                        .byDefault("numberOfProbes", 2)
                        .number("probeThreshold", 1, 100)
                        .byDefault("probeThreshold", 1)
                        .choice("noHealthyBackendsBehavior", "AllProbedDown", "AllProbedUp")
                        .byDefault("noHealthyBackendsBehavior", "AllProbedDown")
                        .usedBy("loadBalancingRules", "loadBalancers/loadBalancingRules"));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }

    @Override
    protected void check(PartWrite probe) {
        boolean overTcp = probe.properties().path("protocol").asText().equals("Tcp");
        String path = probe.properties().path(PATH).asText();
        if (!overTcp && path.isEmpty()) {
            throw Malformed.missing(PATH, probe.id());
        }
        if (overTcp && !path.isEmpty()) {
            throw ArmError.badRequest(
                    "LoadBalancerProbeRequestPathNotAllowed",
                    "Probe " + probe.id() + " is of protocol Tcp, so it cannot have a request path.");
        }
    }

    @Override
    protected void refuseRemoval(ResourceId id, ObjectNode probe, Store store) {
        store.referrers(id).stream()
                .map(user -> ResourceId.of(user).root())
                .filter(user -> !user.key().equals(id.root().key()))
                .findFirst()
                .ifPresent(user -> {
                    throw ArmError.badRequest(
                            "CannotRemoveProbeInUseByVirtualMachineScaleSet",
                            "Load balancer probe " + id + " cannot be removed since it is used as health probe by"
                                    + " virtual machine scale set " + user + ".");
                });
    }
}
