// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.Egress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code egress}: exactly one way out. */
final class EgressReader {

    private static final Pattern ADDRESS =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern PROXY_URL = Pattern.compile("http://" + Section.HOST + ":\\d{1,5}");
    private static final Pattern DOMAIN = Pattern.compile("\\.?" + Section.HOST);
    private static final Pattern CREDENTIALS =
            Pattern.compile("none|vault:[\\w.-]+/data/[\\w./-]*[\\w.-](#[\\w.-]+,[\\w.-]+)?");
    private static final List<String> WAYS = List.of("proxy", "firewall", "loadBalancer");

    private final Section section;

    EgressReader(Section section) {
        this.section = section;
    }

    /** Null where a violation was noted. */
    Egress read() {
        List<String> given = WAYS.stream().filter(section::has).toList();
        Egress egress = null;
        if (given.size() != 1) {
            section.violation(
                    "",
                    "needs exactly one of " + String.join(", ", WAYS) + "; given: "
                            + (given.isEmpty() ? "none" : String.join(", ", given)));
        } else {
            egress = switch (given.get(0)) {
                case "proxy" -> proxy(section.section("proxy"));
                case "firewall" -> new Egress.Firewall(nextHop(section.section("firewall")));
                default -> loadBalancer(section.section("loadBalancer"));
            };
        }
        section.nothingElse();
        return egress;
    }

    private Egress loadBalancer(Section loadBalancer) {
        loadBalancer.nothingElse();
        return new Egress.LoadBalancer();
    }

    private Egress proxy(Section proxy) {
        boolean managed = proxy.has("managed");
        boolean existing = proxy.has("existing");
        Egress egress = null;
        if (managed == existing) {
            proxy.violation("", "needs exactly one of managed, existing");
        } else {
            egress = managed ? managed(proxy.section("managed")) : existing(proxy.section("existing"));
        }
        proxy.nothingElse();
        return egress;
    }

    private Egress existing(Section existing) {
        String url = existing.text(
                "url", null, PROXY_URL, "must be http://host:port; its credentials belong in Vault, not in this file");
        String credentials = existing.text(
                "credentials",
                "none",
                CREDENTIALS,
                "must be none, or where in Vault they are: vault:secret/data/corp/proxy#username,password");
        Egress proxy = new Egress.ExistingProxy(
                url,
                Optional.of(credentials).filter(text -> !text.equals("none")).map(EgressReader::reference));
        existing.nothingElse();
        return proxy;
    }

    private static String reference(String credentials) {
        String path = credentials.substring(credentials.indexOf(':') + 1);
        return path.contains("#") ? path : path + "#username,password";
    }

    private Egress managed(Section managed) {
        Optional<String> nextHop = Optional.empty();
        if (managed.isText("wayOut")) {
            managed.text(
                    "wayOut",
                    null,
                    Pattern.compile("defaultOutbound"),
                    "must be defaultOutbound or a mapping firewall: {nextHop: …}");
        } else if (managed.has("wayOut")) {
            Section wayOut = managed.section("wayOut");
            nextHop = Optional.ofNullable(nextHop(wayOut.section("firewall")));
            wayOut.has("firewall");
            wayOut.nothingElse();
        } else {
            managed.violation(
                    "wayOut", "is missing: the proxy's own way out, defaultOutbound or firewall: {nextHop: …}");
        }
        List<String> domains = managed.texts("allowedDomains");
        domains.stream()
                .filter(domain -> !DOMAIN.matcher(domain).matches())
                .forEach(domain -> managed.violation(
                        "allowedDomains",
                        "'" + domain + "' must be a domain such as ghcr.io, or .k8s.io for all below it"));
        Egress proxy = new Egress.ManagedProxy(managed.text("size", "Standard_B2s"), nextHop, domains);
        managed.nothingElse();
        return proxy;
    }

    private static String nextHop(Section firewall) {
        String address = firewall.text("nextHop", null, ADDRESS, "must be the IPv4 address of the firewall");
        firewall.nothingElse();
        return address;
    }
}
