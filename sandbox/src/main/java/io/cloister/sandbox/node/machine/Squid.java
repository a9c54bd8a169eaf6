// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node.machine;

import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.Verdict;
import java.util.List;

/**
 * The managed proxy, once it runs.
 *
 * @param allowedDomains with a leading dot for all below; empty if the settings do not restrict it
 */
public record Squid(
        String hostName, String address, Credentials credentials, List<String> allowedDomains, PrivateNetwork network) {

    public static final int PORT = 3128;

    public record Credentials(String username, String password) {
        @Override
        public String toString() {
            return "credentials of " + username;
        }
    }

    /** @param status as a client of the proxy sees it */
    public record Answer(int status, String reason) {
        public boolean ok() {
            return status == 200;
        }
    }

    public Squid {
        allowedDomains = List.copyOf(allowedDomains);
    }

    /** A CONNECT to port 443 of a host on the internet. */
    public Answer connect(Credentials given, String host) {
        if (!credentials.equals(given)) {
            return new Answer(407, "407 Proxy Authentication Required: the proxy does not take these credentials");
        }
        if (PrivateNetwork.isPrivate(host)) {
            return new Answer(403, "403: the proxy does not lead to private addresses such as " + host);
        }
        if (!allowedDomains.isEmpty() && allowedDomains.stream().noneMatch(domain -> covers(domain, host))) {
            return new Answer(403, "403: " + host + " is not among the proxy's allowed domains");
        }
        Verdict verdict = network.judge(new Flow(address, host, 443));
        return verdict.allowed() ? new Answer(200, "ok") : new Answer(503, "503 from the proxy: " + verdict.reason());
    }

    private static boolean covers(String domain, String host) {
        return domain.startsWith(".") ? host.endsWith(domain) || host.equals(domain.substring(1)) : host.equals(domain);
    }
}
