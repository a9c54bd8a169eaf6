// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be reckoned of address ranges, of IPv4. Source: Azure docs, "CIDR functions for ARM templates". */
final class NetworkFunctions {

    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;
    private static final long ALL_ONES = 0xFFFFFFFFL;

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("parseCidr", call -> parsed(range(call.count(1, 1)))),
            entry("cidrSubnet", NetworkFunctions::subnet),
            entry("cidrHost", NetworkFunctions::host));

    private record Range(long first, int prefix) {
        long mask() {
            return prefix == 0 ? 0 : ALL_ONES << (BITS - prefix) & ALL_ONES;
        }

        long last() {
            return first | ~mask() & ALL_ONES;
        }
    }

    private NetworkFunctions() {}

    private static TextNode subnet(Arguments call) {
        Range range = range(call.count(3, 3));
        long prefix = call.number(1);
        long index = call.number(2);
        if (prefix < range.prefix || prefix > BITS) {
            throw call.wrong("expects a new prefix from " + range.prefix + " to " + BITS + ", not " + prefix);
        }
        if (index < 0 || index >= 1L << (prefix - range.prefix)) {
            throw call.wrong("finds no subnet " + index + " of " + call.text(0));
        }
        return new TextNode(address(range.first + (index << (BITS - prefix))) + "/" + prefix);
    }

    private static TextNode host(Arguments call) {
        Range range = range(call.count(2, 2));
        long address = range.first + 1 + call.number(1);
        if (call.number(1) < 0 || address > range.last()) {
            throw call.wrong("finds no host " + call.number(1) + " in " + call.text(0));
        }
        return new TextNode(address(address));
    }

    private static JsonNode parsed(Range range) {
        boolean hosts = range.prefix < BITS - 1;
        return JsonNodeFactory.instance
                .objectNode()
                .put("network", address(range.first))
                .put("netmask", address(range.mask()))
                .put("broadcast", address(range.last()))
                .put("firstUsable", address(hosts ? range.first + 1 : range.first))
                .put("lastUsable", address(hosts ? range.last() - 1 : range.last()))
                .put("cidr", range.prefix);
    }

    private static Range range(Arguments call) {
        Matcher parts = RANGE.matcher(call.text(0));
        if (!parts.matches()) {
            throw call.wrong("expects a range such as 10.0.0.0/16, not '" + call.text(0) + "'");
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            long part = Long.parseLong(parts.group(i));
            if (part > 255) {
                throw call.wrong("expects a range such as 10.0.0.0/16, not '" + call.text(0) + "'");
            }
            address = address << 8 | part;
        }
        int prefix = Integer.parseInt(parts.group(5));
        if (prefix > BITS) {
            throw call.wrong("expects a prefix of at most " + BITS + ", not " + prefix);
        }
        Range whole = new Range(address, prefix);
        return new Range(address & whole.mask(), prefix);
    }

    private static String address(long value) {
        return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }
}
