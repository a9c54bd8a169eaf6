// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.cloud;

import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;

/** Azure Resource Manager, as a program on a node reaches it: with the node's identity, over the node's way out. */
@FunctionalInterface
public interface AzureAccess {

    /**
     * @param body JSON, or empty
     * @throws IOException where the network or the identity does not let it through; the message says which
     */
    ArmResponse call(String method, String resourceId, String body) throws IOException;
}
