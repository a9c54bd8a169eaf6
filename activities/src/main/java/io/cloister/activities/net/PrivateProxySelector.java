// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

final class PrivateProxySelector extends ProxySelector {

    private final List<Proxy> proxy;

    PrivateProxySelector(String host, int port) {
        this.proxy = List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port)));
    }

    @Override
    public List<Proxy> select(URI target) {
        return PrivateNetwork.isLoopback(target.getHost()) ? List.of(Proxy.NO_PROXY) : proxy;
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException failure) {
        // nothing to learn from it: there is one proxy, and the request itself fails with the same exception
    }
}
