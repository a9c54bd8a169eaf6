// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What exists in the sandbox's Azure, as the JSON that a GET would answer. Read by the private network, which judges
 * flows by it, and by whatever plays the virtual machines. Copies: changing an answer changes nothing.
 *
 * <p>Beside top-level resources it holds the children as resources of their own: scale-set instances
 * ({@code …/virtualMachineScaleSets/x/virtualMachines/0}, with {@code properties.osProfile.computerName},
 * {@code properties.osProfile.customData} (base64), {@code properties.networkProfile}, {@code identity}), and their network
 * interfaces ({@code …/virtualMachines/0/networkInterfaces/nic}, same shape as a stand-alone NIC, with the allocated
 * {@code properties.ipConfigurations[].properties.privateIPAddress}). Here, unlike in a GET, {@code customData} is present.
 */
public interface ResourceView {

    /** Ids compare without case. */
    Optional<ObjectNode> get(String id);

    /** All resources of a type such as {@code Microsoft.Network/virtualNetworks}; case does not matter. */
    List<ObjectNode> ofType(String type);

    /** Called after every change, outside of any lock, in order. */
    void onChange(Consumer<Change> listener);

    /** @param resource the state after the change; for {@code DELETED} the last one before it */
    record Change(Kind kind, String id, ObjectNode resource) {
        public enum Kind {
            /** Accepted; may still be provisioning. */
            WRITTEN,
            /** For a machine: it is powered on and its guest starts to boot. */
            STARTED,
            /** For a machine: its guest runs no longer, though the machine still exists. */
            STOPPED,
            DELETED
        }
    }
}
