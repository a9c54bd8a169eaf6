// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import io.cloister.activities.cloudinit.Script;
import io.cloister.activities.proxy.ProxyBootstrap;
import java.util.List;

/**
 * What makes a machine what its role says.
 *
 * @param program what the machine runs
 * @param libraries what the program sources
 */
record NodeBootstrap(Script program, List<Script> libraries) {

    static final NodeBootstrap NODE = new NodeBootstrap(
            new Script(NodeBootstrap.class, "node-bootstrap.sh"),
            List.of(Script.VAULT_LIBRARY, new Script(NodeBootstrap.class, "kubeadm.sh")));

    static final NodeBootstrap PROXY = new NodeBootstrap(ProxyBootstrap.SCRIPT, List.of(Script.VAULT_LIBRARY));

    static NodeBootstrap of(String role) {
        return switch (role) {
            case ProxyBootstrap.ROLE -> PROXY;
            case "control-plane", "worker" -> NODE;
            default ->
                throw new IllegalArgumentException("no bootstrap script for a machine of the role " + role
                        + ": it can be control-plane, worker or proxy");
        };
    }
}
