// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.proxy;

import io.cloister.activities.cloudinit.Script;

/** Where the proxy's bootstrap script is. */
public final class ProxyBootstrap {

    /** The value of {@code role} in a proxy's {@code node.yaml}. */
    public static final String ROLE = "proxy";

    public static final Script SCRIPT = new Script(ProxyBootstrap.class, "proxy-bootstrap.sh");

    private ProxyBootstrap() {}
}
