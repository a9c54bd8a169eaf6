// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import io.cloister.sandbox.resource.ArmError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 range; addresses are numbers from 0 to 2³²−1. */
record Cidr(long first, int prefix) {

    private static final Pattern TEXT = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)/(\\d+)");

    static Cidr parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 32) {
            throw ArmError.badRequest(
                    "InvalidAddressPrefixFormat", "Address prefix '" + text + "' is not an IPv4 range.");
        }
        Cidr cidr = new Cidr(number(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (cidr.first % cidr.size() != 0) {
            throw ArmError.badRequest(
                    "InvalidCIDRNotation",
                    "The address prefix " + text + " has an invalid CIDR notation. For the given prefix length, the"
                            + " address prefix should be " + text(cidr.first - cidr.first % cidr.size()) + "/"
                            + cidr.prefix
                            + ".");
        }
        return cidr;
    }

    long size() {
        return 1L << (32 - prefix);
    }

    long last() {
        return first + size() - 1;
    }

    boolean contains(long address) {
        return address >= first && address <= last();
    }

    boolean contains(Cidr other) {
        return contains(other.first) && contains(other.last());
    }

    boolean overlaps(Cidr other) {
        return contains(other.first) || other.contains(first);
    }

    static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number * 256 + Integer.parseInt(part);
        }
        return number;
    }

    static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }
}
