// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node.machine;

import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.Verdict;
import io.cloister.sandbox.node.machine.Squid.Answer;
import io.cloister.sandbox.node.machine.Squid.Credentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** How one node's programs reach the internet: through the proxy of its settings, or by its own way out. */
public final class Egress {

    private final String address;
    private final PrivateNetwork network;
    private final Map<String, Squid> proxies;
    private final Optional<URI> proxy;
    private volatile Credentials credentials;

    public Egress(
            String address,
            PrivateNetwork network,
            Map<String, Squid> proxies,
            Optional<URI> proxy,
            Credentials known) {
        this.address = address;
        this.network = network;
        this.proxies = proxies;
        this.proxy = proxy;
        this.credentials = known;
    }

    /** That of a program on the node with a proxy of its own, user and password in its URL; or with none. */
    public Egress told(Optional<URI> itsProxy) {
        String[] login = itsProxy.map(URI::getUserInfo).orElse(":").split(":", 2);
        return new Egress(address, network, proxies, itsProxy, new Credentials(login[0], login[1]));
    }

    public void use(Credentials newer) {
        credentials = newer;
    }

    public boolean hasProxy() {
        return proxy.isPresent();
    }

    public Optional<Squid> squid() {
        return proxy.map(uri -> proxies.get(uri.getHost()));
    }

    public Answer reach(String host) {
        if (proxy.isEmpty()) {
            Verdict verdict = network.judge(new Flow(address, host, 443));
            return new Answer(verdict.allowed() ? 200 : 504, verdict.reason());
        }
        Verdict toProxy = network.judge(
                new Flow(address, proxy.get().getHost(), proxy.get().getPort()));
        Optional<Squid> squid = squid();
        return toProxy.allowed() && squid.isPresent()
                ? squid.get().connect(credentials, host)
                : new Answer(504, "the proxy cannot be reached: " + toProxy.reason());
    }
}
