// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node.machine;

import io.cloister.sandbox.cluster.cloud.AzureAccess;
import io.cloister.sandbox.node.machine.Squid.Answer;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** ARM from a node: Entra and ARM must both be reachable, and the node's identity must have the rights. */
public final class NodeAzureAccess implements AzureAccess {

    private static final String ARM_HOST = "management.azure.com";
    private static final String ENTRA_HOST = "login.microsoftonline.com";
    private static final String COMPUTE_VERSION = "2025-04-01";
    private static final String NETWORK_VERSION = "2025-03-01";

    private final Egress egress;
    private final InstanceIdentity identity;
    private final String identityId;
    private final Function<ArmRequest, ArmResponse> arm;

    public NodeAzureAccess(
            Egress egress, InstanceIdentity identity, String identityId, Function<ArmRequest, ArmResponse> arm) {
        this.egress = egress;
        this.identity = identity;
        this.identityId = identityId;
        this.arm = arm;
    }

    @Override
    public ArmResponse call(String method, String resourceId, String body) throws IOException {
        for (String host : List.of(ENTRA_HOST, ARM_HOST)) {
            Answer answer = egress.reach(host);
            if (!answer.ok()) {
                throw new IOException(host + " cannot be reached from the node: " + answer.reason());
            }
        }
        String version = resourceId.contains("/Microsoft.Compute/") ? COMPUTE_VERSION : NETWORK_VERSION;
        String token = identity.token(identityId, "https://" + ARM_HOST + "/");
        return arm.apply(new ArmRequest(
                        method,
                        URI.create("https://" + ARM_HOST + resourceId + "?api-version=" + version),
                        Map.of("authorization", "Bearer " + token, "content-type", "application/json"),
                        body.getBytes(StandardCharsets.UTF_8)))
                .received();
    }
}
