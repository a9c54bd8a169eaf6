// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Timing;
import java.util.List;
import java.util.regex.Pattern;

/** A security rule. Each of its five fields of addresses and ports is there in the singular or in the plural. */
final class SecurityRules extends Part {

    static final String COLLECTION = "securityRules";

    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+(?:/\\d*)?");
    private static final int HIGHEST = 100;
    private static final int LOWEST = 4096;

    SecurityRules() {
        super(
                COLLECTION,
                Timing.seconds(3, 3, 3),
                new Shape()
                        .required("protocol", "access", "direction", "priority")
                        .choice("protocol", "Tcp", "Udp", "Icmp", "Esp", "Ah", "*")
                        .choice("access", "Allow", "Deny")
                        .choice("direction", "Inbound", "Outbound")
                        .number("priority", Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @Override
    protected void check(PartWrite rule) {
        int priority = rule.properties().path("priority").asInt();
        if (priority < HIGHEST || priority > LOWEST) {
            throw ArmError.badRequest(
                    "SecurityRuleInvalidPriority",
                    "Security rule has invalid Priority. Value provided: " + priority + " Allowed range " + HIGHEST
                            + "-" + LOWEST + ".");
        }
        settle(rule, "sourcePortRange", "sourcePortRanges");
        settle(rule, "destinationPortRange", "destinationPortRanges");
        settle(rule, "sourceAddressPrefix", "sourceAddressPrefixes", "sourceApplicationSecurityGroups");
        settle(rule, "destinationAddressPrefix", "destinationAddressPrefixes", "destinationApplicationSecurityGroups");
        for (String field : List.of("sourcePortRange", "destinationPortRange")) {
            requirePorts(rule.properties().path(field).asText("*"), field, rule.id());
            rule.properties().path(field + "s").forEach(range -> requirePorts(range.asText(), field, rule.id()));
        }
        for (String field : List.of("sourceAddressPrefix", "destinationAddressPrefix")) {
            requireAddress(rule.properties().path(field).asText(), rule.id());
            rule.properties().path(field + "es").forEach(prefix -> requireAddress(prefix.asText(), rule.id()));
        }
    }

    /** Plurals are there in every answer, if empty; one of the fields says something. */
    private static void settle(PartWrite rule, String one, String... many) {
        ObjectNode properties = rule.properties();
        boolean said = !properties.path(one).asText().isEmpty();
        for (String plural : many) {
            said |= !properties.path(plural).isEmpty();
            if (!properties.path(plural).isArray() && !plural.endsWith("Groups")) {
                properties.putArray(plural);
            }
        }
        if (!said) {
            throw ArmError.badRequest(
                    "SecurityRuleParameterRequired",
                    "Security rule " + rule.id() + " has none of " + one + " and " + String.join(", ", many)
                            + ": one must be given.");
        }
    }

    private static void requirePorts(String range, String field, ResourceId id) {
        String[] ends = range.split("-", -1);
        boolean fine = range.isEmpty()
                || range.equals("*")
                || (ends.length <= 2
                        && isPort(ends[0])
                        && isPort(ends[ends.length - 1])
                        && Integer.parseInt(ends[0]) <= Integer.parseInt(ends[ends.length - 1]));
        if (!fine) {
            throw Malformed.because(
                    "SecurityRuleInvalidPortRange",
                    "Security rule has invalid Port range. Value provided: " + range + ". Value should be an integer OR"
                            + " integer range with '-' delimiter. Valid range 0-65535. Field " + field + " of " + id
                            + ".");
        }
    }

    /** Only what is written like an IPv4 address or range can be a wrong one; the rest are names of service tags. */
    private static void requireAddress(String prefix, ResourceId id) {
        if (!NUMBERS.matcher(prefix).matches() || isIpv4(prefix)) {
            return;
        }
        throw ArmError.badRequest(
                "SecurityRuleInvalidAddressPrefix",
                "Security rule " + id + " has invalid Address prefix. Value provided: " + prefix);
    }

    private static boolean isIpv4(String prefix) {
        return prefix.contains("/")
                ? Cidr.of(prefix).filter(range -> begins(prefix, range)).isPresent()
                : Cidr.address(prefix).isPresent();
    }

    private static boolean begins(String prefix, Cidr range) {
        return Cidr.address(prefix.substring(0, prefix.indexOf('/'))).stream()
                .anyMatch(first -> first == range.first());
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
    }
}
