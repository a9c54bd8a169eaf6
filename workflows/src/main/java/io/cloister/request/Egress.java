// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** How the cluster's machines reach the internet: exactly one way. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Egress.ManagedProxy.class, name = "managedProxy"),
    @JsonSubTypes.Type(value = Egress.ExistingProxy.class, name = "existingProxy"),
    @JsonSubTypes.Type(value = Egress.Firewall.class, name = "firewall"),
    @JsonSubTypes.Type(value = Egress.LoadBalancer.class, name = "loadBalancer")
})
public sealed interface Egress {

    <R> R accept(Visitor<R> visitor);

    /** One method per way out; a new way does not compile until every reader has an answer for it. */
    interface Visitor<R> {
        R managedProxy(ManagedProxy proxy);

        R existingProxy(ExistingProxy proxy);

        R firewall(Firewall firewall);

        R loadBalancer(LoadBalancer loadBalancer);
    }

    /**
     * Cloister creates a Squid on a VM without public IP.
     *
     * @param nextHop address of a firewall for the proxy's own way out; empty: Azure's default outbound access
     * @param allowedDomains what the proxy lets through, a leading dot for subdomains; empty: everything
     */
    record ManagedProxy(String size, Optional<String> nextHop, List<String> allowedDomains) implements Egress {
        public ManagedProxy {
            allowedDomains = List.copyOf(allowedDomains);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.managedProxy(this);
        }
    }

    /**
     * @param url such as {@code http://proxy.corp.example:3128}
     * @param credentials where in Vault they are, as {@code secret/data/corp/proxy#username,password}: path and the keys of user and
     *     password; empty where the proxy wants none
     */
    record ExistingProxy(String url, Optional<String> credentials) implements Egress {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.existingProxy(this);
        }
    }

    /** A route of 0.0.0.0/0 to a virtual appliance at {@code nextHop}. */
    record Firewall(String nextHop) implements Egress {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.firewall(this);
        }
    }

    /** Outbound rules of the public load balancer; needs a public access point. */
    record LoadBalancer() implements Egress {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loadBalancer(this);
        }
    }
}
