// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.util.function.Function;

/** What surrounds the machines: Azure (as view and as API), Vault, the network, and what their clusters need. */
public record World(
        ResourceView resources,
        Entra entra,
        Function<ArmRequest, ArmResponse> arm,
        Function<ArmRequest, ArmResponse> vault,
        PrivateNetwork network,
        Cluster.Surroundings surroundings) {}
