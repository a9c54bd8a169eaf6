// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import io.cloister.activities.cloudinit.Script;
import io.cloister.activities.proxy.ProxyBootstrap;

/** Which bootstrap script a machine runs. */
final class NodeBootstrap {

    static final Script SCRIPT = new Script(NodeBootstrap.class, "node-bootstrap.sh");

    private NodeBootstrap() {}

    static Script of(String role) {
        return switch (role) {
            case ProxyBootstrap.ROLE -> ProxyBootstrap.SCRIPT;
            case "control-plane", "worker" -> SCRIPT;
            default -> throw new IllegalArgumentException("no bootstrap script for a machine of the role " + role
                    + ": it can be control-plane, worker or proxy");
        };
    }
}
