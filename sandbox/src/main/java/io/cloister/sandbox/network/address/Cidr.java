// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.address;

import io.cloister.sandbox.resource.ArmError;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 range; addresses are numbers from 0 to 2³²−1. */
public record Cidr(long first, int prefix) {

    private static final Pattern TEXT = Pattern.compile("([\\d.]{7,15})/(\\d{1,2})");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    public static Cidr parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        OptionalLong first = matcher.matches() ? address(matcher.group(1)) : OptionalLong.empty();
        if (first.isEmpty() || Integer.parseInt(matcher.group(2)) > 32) {
            throw ArmError.badRequest(
                    "InvalidAddressPrefixFormat", "Address prefix '" + text + "' is not an IPv4 range.");
        }
        Cidr cidr = new Cidr(first.getAsLong(), Integer.parseInt(matcher.group(2)));
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

    /** The number of an address; empty for what is none. */
    public static OptionalLong address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (String part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return OptionalLong.empty();
            }
            number = number * 256 + octet;
        }
        return OptionalLong.of(number);
    }

    public long size() {
        return 1L << (32 - prefix);
    }

    public long last() {
        return first + size() - 1;
    }

    public boolean contains(long address) {
        return address >= first && address <= last();
    }

    public boolean contains(Cidr other) {
        return contains(other.first) && contains(other.last());
    }

    public boolean overlaps(Cidr other) {
        return contains(other.first) || other.contains(first);
    }

    public static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }
}
