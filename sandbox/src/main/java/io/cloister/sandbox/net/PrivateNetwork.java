// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import static io.cloister.sandbox.net.topology.Topology.name;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.net.topology.Card;
import io.cloister.sandbox.net.topology.Hub;
import io.cloister.sandbox.net.topology.Topology;
import io.cloister.sandbox.net.topology.WayOut;
import io.cloister.sandbox.net.topology.WaysOut;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The judge of every flow. What no resource in Azure opens stays closed, and every refusal is remembered. */
public final class PrivateNetwork {

    private static final List<Cidr> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
            .map(range -> Cidr.of(range).orElseThrow())
            .toList();

    private final Topology topology;
    private final SecurityRules security;
    private final WaysOut waysOut;
    private final Frontends frontends;
    private final Listeners listeners;
    private final SandboxClock clock;
    private final Hub hub;
    private final FlowLog log = new FlowLog();

    public PrivateNetwork(ResourceView resources, Hub hub, Listeners listeners, SandboxClock clock) {
        this.topology = new Topology(resources, hub);
        this.security = new SecurityRules(topology);
        this.waysOut = new WaysOut(topology);
        this.frontends = new Frontends(topology, listeners, security);
        this.listeners = listeners;
        this.clock = clock;
        this.hub = hub;
    }

    public Verdict judge(Flow flow) {
        Verdict verdict = topology.card(flow.from())
                .map(source -> judge(source, flow))
                .orElseGet(() -> Verdict.denied("no machine has the address " + flow.from()));
        if (!verdict.allowed()) {
            log.denied(clock.now(), flow, verdict.reason());
        }
        return verdict;
    }

    /** The way out of the machine with this address. */
    public WayOut wayOut(String address) {
        return topology.card(address)
                .map(waysOut::of)
                .orElseGet(() -> new WayOut(WayOut.Kind.NONE, "no machine has the address " + address));
    }

    /** Every machine with a network interface, with its address and its way out. */
    public List<MachineAccess> machines() {
        return topology.cards().stream()
                .filter(card -> !card.machine().isEmpty())
                .map(card -> new MachineAccess(card.machine(), card.address(), waysOut.of(card)))
                .toList();
    }

    /** The addresses of a virtual machine or scale-set instance. */
    public Optional<String> addressOf(String machineId) {
        return topology.cards().stream()
                .filter(card -> card.machine().equalsIgnoreCase(machineId))
                .map(Card::address)
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    public Hub hub() {
        return hub;
    }

    public Listeners listeners() {
        return listeners;
    }

    public FlowLog flowLog() {
        return log;
    }

    public static boolean isPrivate(String address) {
        return PRIVATE.stream().anyMatch(range -> range.contains(address)) || address.equals(SecurityRules.PLATFORM);
    }

    private Verdict judge(Card source, Flow flow) {
        Optional<String> refused = security.refusal(source, SecurityRules.Direction.Outbound, flow);
        if (refused.isPresent()) {
            return Verdict.denied(refused.get());
        }
        if (!isPrivate(flow.to())) {
            WayOut way = waysOut.of(source);
            return way.open()
                    ? Verdict.allowed(way.reason(), flow.to(), flow.port())
                    : Verdict.denied(flow.from() + " has no way out: " + way.reason());
        }
        Optional<Frontends.Frontend> frontend = frontends.at(flow.to());
        return frontend.isPresent() ? throughBalancer(source, frontend.get(), flow) : toMachine(source, flow);
    }

    private Verdict throughBalancer(Card source, Frontends.Frontend frontend, Flow flow) {
        Optional<String> apart = apart(source, frontend.network());
        if (apart.isPresent()) {
            return Verdict.denied(apart.get());
        }
        Optional<JsonNode> rule = frontends.rule(frontend, flow.port());
        if (rule.isEmpty()) {
            return Verdict.denied("load balancer " + frontend.balancer() + " has no rule for port " + flow.port());
        }
        List<Card> healthy = frontends.healthy(rule.get());
        if (healthy.isEmpty()) {
            return Verdict.denied(
                    "load balancer " + frontend.balancer() + " has no healthy machine behind port " + flow.port());
        }
        if (healthy.stream().anyMatch(card -> card.address().equals(source.address()))) {
            return Verdict.denied(source.address() + " is itself behind " + frontend.balancer()
                    + ": an internal Standard load balancer cannot loop back");
        }
        int port = rule.get().at("/properties/backendPort").asInt();
        Verdict last = Verdict.denied("");
        for (Card backend : healthy) {
            last = arrive(source, backend, new Flow(source.address(), backend.address(), port, flow.protocol()));
            if (last.allowed()) {
                return last;
            }
        }
        return last;
    }

    private Verdict toMachine(Card source, Flow flow) {
        return topology.card(flow.to())
                .map(target -> arrive(source, target, flow))
                .orElseGet(() -> Verdict.denied("no machine and no load balancer has the address " + flow.to()));
    }

    private Verdict arrive(Card source, Card target, Flow flow) {
        Optional<String> closed = apart(source, target.network())
                .or(() -> security.refusal(target, SecurityRules.Direction.Inbound, flow));
        if (closed.isPresent()) {
            return Verdict.denied(closed.get());
        }
        boolean answers = flow.protocol() == Flow.Protocol.Udp || listeners.listening(flow.to(), flow.port());
        return answers
                ? Verdict.allowed("open", flow.to(), flow.port())
                : Verdict.denied("nothing listens on " + flow.to() + ":" + flow.port());
    }

    private Optional<String> apart(Card source, String network) {
        Set<String> reached = topology.peers(source.network());
        return source.network().equals(network) || reached.contains(network)
                ? Optional.empty()
                : Optional.of("no connected peering between virtual networks " + name(source.network()) + " and "
                        + name(network));
    }
}
